package org.phusong.jobs.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How much of a sample, and which; shared by the commands that generate one. */
final class SampleSize {

    /** Nobody asks for more in earnest; a typing error could fill a disk. */
    private static final long MAX_HOUSEHOLDS = 2_000_000_000;

    @Spec(Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli injects it
    private CommandSpec spec;

    private long households;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The same seed gives the same bytes (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--households",
            paramLabel = "N",
            defaultValue = "200000",
            description = "How many households to generate (default: ${DEFAULT-VALUE}).")
    void setHouseholds(long n) {
        if (n < 1 || n > MAX_HOUSEHOLDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--households: " + n + " is out of range; 1 to " + MAX_HOUSEHOLDS + " would do");
        }
        households = n;
    }

    long households() {
        return households;
    }

    long seed() {
        return seed;
    }
}
