package org.phusong.jobs.study;

/**
 * A key that a section of the study file knows.
 *
 * @param name as written in the file
 * @param type what its value is
 * @param required true when the section cannot do without it
 * @param fallback what is taken where it is left out, as docs/study.md says it; empty for nothing
 */
record StudyKey(String name, KeyType type, boolean required, String fallback) {

    static StudyKey required(String name, KeyType type) {
        return new StudyKey(name, type, true, "");
    }

    static StudyKey optional(String name, KeyType type) {
        return new StudyKey(name, type, false, "");
    }

    static StudyKey optional(String name, KeyType type, String fallback) {
        return new StudyKey(name, type, false, fallback);
    }
}
