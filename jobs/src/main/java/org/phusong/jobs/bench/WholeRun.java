package org.phusong.jobs.bench;

import java.nio.file.Path;

/** The main job as a user runs it; given by the command, since commands may know this package and not the other way round. */
@FunctionalInterface
public interface WholeRun {

    /**
     * Runs a study.
     *
     * @param study the study file
     * @param out where the release goes
     * @param cached true to take the index from the disk when one is there, and to leave it there
     * @return folder of the revision
     */
    Path run(Path study, Path out, boolean cached) throws Exception;
}
