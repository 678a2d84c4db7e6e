package org.phusong.jobs.study;

/**
 * One fault of a study file.
 *
 * @param line from 1; 0 for the file as a whole
 * @param key where it stands, such as {@code targets[0].share}
 * @param message what is wrong, the value, what would be accepted
 */
public record StudyFault(int line, String key, String message) {}
