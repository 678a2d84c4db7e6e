package org.phusong.jobs.cover;

import java.io.Serializable;
import java.util.List;

/**
 * What a bar of the histogram stands for.
 *
 * @param ward number of the ward; -1 outside
 * @param groups one value a group below the ward
 * @param classIds ascending ids of the classes that reach the households
 */
record Bar(int ward, List<String> groups, List<Integer> classIds) implements Serializable {}
