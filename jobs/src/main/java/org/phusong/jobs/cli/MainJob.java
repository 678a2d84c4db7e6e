package org.phusong.jobs.cli;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.phusong.jobs.study.Study;

/** The main job: from a study to a published revision. */
public final class MainJob {

    private MainJob() {}

    /**
     * Runs the main job.
     *
     * @param study what is asked, of which inputs
     * @param out folder that releases are published in
     * @param reason why there is a new revision; may be empty
     * @param spark where the household pass runs
     * @param progress is told of every phase
     * @return what was published
     */
    static RunOutcome run(Study study, Path out, String reason, SparkSession spark, Progress progress) {
        if (study.services().isEmpty()) {
            throw new IllegalArgumentException("Nothing is asked");
        }
        throw new UnsupportedOperationException("The main job is not part of this build");
    }
}
