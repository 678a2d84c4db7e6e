package org.phusong.jobs.study;

/** Where a value comes from: a column of the file, or the study itself ({@code {value: X}}). */
public sealed interface ValueSource {

    /**
     * A column or attribute of the file.
     *
     * @param name column or attribute of the file, compared exactly
     */
    record Column(String name) implements ValueSource {}

    /**
     * The study itself.
     *
     * @param text the same value for every record, as written in the study
     */
    record Fixed(String text) implements ValueSource {}
}
