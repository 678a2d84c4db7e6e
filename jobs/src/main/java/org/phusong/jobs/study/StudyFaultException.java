package org.phusong.jobs.study;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A study file with faults, all of them. Exit code 2. */
public final class StudyFaultException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<StudyFault> faults;

    public StudyFaultException(Path file, List<StudyFault> faults) {
        super(faults.stream()
                .map(f -> file + ":" + f.line() + ": " + f.key() + ": " + f.message())
                .collect(Collectors.joining(System.lineSeparator())));
        this.faults = List.copyOf(faults);
    }

    /** Every fault, by line. */
    public List<StudyFault> faults() {
        return faults;
    }
}
