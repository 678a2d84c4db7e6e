package org.phusong.jobs.study;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A study file with faults, all of them. Exit code 2. */
public final class StudyFaultException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient List<StudyFault> faults;

    /**
     * @param file as the user names it; begins every line of the message
     * @param faults every fault, by line, at least one
     */
    public StudyFaultException(Path file, List<StudyFault> faults) {
        super(faults.stream().map(f -> line(file, f)).collect(Collectors.joining(System.lineSeparator())));
        this.faults = List.copyOf(faults);
    }

    /** Every fault, by line. */
    public List<StudyFault> faults() {
        return faults;
    }

    /** A fault on one line, such as {@code study.yaml:14: targets[0].share: '95' …}; without what it does not have. */
    private static String line(Path file, StudyFault fault) {
        String place = fault.line() == 0 ? file.toString() : file + ":" + fault.line();
        return fault.key().isEmpty()
                ? place + ": " + fault.message()
                : place + ": " + fault.key() + ": " + fault.message();
    }
}
