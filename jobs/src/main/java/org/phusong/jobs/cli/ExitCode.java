package org.phusong.jobs.cli;

/** What a command tells its caller. */
enum ExitCode {
    /** Done. */
    DONE(0),
    /** Wrong usage, or a fault visible in the study file alone. */
    USAGE(2),
    /** A fault found on opening an input; nothing published. */
    INPUT(3),
    /** The run failed; nothing published. */
    FAILED(4);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number that the process ends with. */
    int number() {
        return number;
    }
}
