package org.phusong.jobs.cache;

import org.phusong.jobs.cover.ClaimClasses;
import org.phusong.jobs.cover.CoverageModel;
import org.phusong.jobs.read.ClaimLayer;
import org.phusong.jobs.read.WardLayer;

/**
 * All that a run needs of wards and claims.
 *
 * @param wards with their polygons
 * @param claims without the warnings that follow from services; without areas where they were kept by an earlier run
 * @param classes of the claims
 * @param model the index over wards and claims, and the lists
 */
public record Layers(WardLayer wards, ClaimLayer claims, ClaimClasses classes, CoverageModel model) {}
