package org.phusong.jobs.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.phusong.geodata.claim.ClaimClass;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.geodata.place.Thousandths;
import org.phusong.jobs.study.ClaimInput;
import org.phusong.jobs.study.Study;

/**
 * {@code run_report.json}: what a run did, with which inputs and versions, and how long it took.
 *
 * <p>The one file of a revision that holds times, and so differs between two runs of one study.
 *
 * @param study what was asked
 * @param phusongVersion version of PhuSong
 * @param sparkVersion version of Spark
 * @param started when the run began
 * @param seconds how long it took until now
 * @param inputs one a file
 * @param balances one a measure
 * @param stages in the order they ran
 * @param issues every issue found, counted
 */
public record RunReport(
        Study study,
        String phusongVersion,
        String sparkVersion,
        Instant started,
        double seconds,
        List<Input> inputs,
        List<Balance> balances,
        List<Stage> stages,
        Map<IssueLog.Key, Long> issues) {

    /** Name of the file in a revision. */
    public static final String FILE = "run_report.json";

    private static final int SECONDS_DECIMALS = 3;

    public RunReport {
        inputs = List.copyOf(inputs);
        balances = List.copyOf(balances);
        stages = List.copyOf(stages);
        issues = Map.copyOf(issues);
    }

    /**
     * A file that was read.
     *
     * @param role what it was read as: {@code wards}, {@code households}, {@code coverage[0]} …
     * @param path relative to the study file
     * @param bytes size
     * @param sha256 lower-case hexadecimal
     * @param format name of the format
     * @param crs what its coordinates were read in; empty for a list
     * @param leftOut rows that {@code where} left out, not among those read
     * @param read rows read
     * @param accepted rows that count
     * @param repaired accepted rows that a repair changed
     * @param rejected rows that do not count
     */
    public record Input(
            String role,
            String path,
            long bytes,
            String sha256,
            String format,
            String crs,
            long leftOut,
            long read,
            long accepted,
            long repaired,
            long rejected) {}

    /**
     * Where accepted households went, in thousandths of a measure: {@code accepted = inWards + unlocated + outside}.
     *
     * @param measure name of the measure
     * @param accepted all
     * @param inWards located in a ward
     * @param unlocated without a point, counted in the ward that the file names
     * @param outside in no ward
     */
    public record Balance(String measure, long accepted, long inWards, long unlocated, long outside) {

        public Balance {
            if (accepted != inWards + unlocated + outside) {
                throw new IllegalArgumentException("Households of measure " + measure + " do not balance: " + accepted
                        + " accepted, " + inWards + " in wards, " + unlocated + " unlocated, " + outside + " outside");
            }
        }
    }

    /**
     * A step of the run.
     *
     * @param name what it does
     * @param rowsIn rows that went in
     * @param rowsOut rows that came out
     * @param seconds how long it took
     */
    public record Stage(String name, long rowsIn, long rowsOut, double seconds) {}

    /** Writes the report. */
    public void write(Path file) throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("study", study.id());
        root.set("title", DefinitionText.text(study.title()));
        root.put("as_of", study.asOf().toString());
        root.set("definitions", DefinitionText.services(study.services()));
        root.set("targets", DefinitionText.targets(study.targets()));
        ArrayNode evidence = root.putArray("evidence");
        study.coverage().stream()
                .map(ClaimInput::evidence)
                .distinct()
                .sorted()
                .map(ClaimClass::text)
                .forEach(evidence::add);
        root.putObject("versions")
                .put("phusong", phusongVersion)
                .put("spark", sparkVersion)
                .put("java", Runtime.version().toString());
        root.put("started", started.truncatedTo(ChronoUnit.SECONDS).toString());
        root.put("seconds", rounded(seconds));
        inputs(root.putArray("inputs"));
        balances(root.putArray("households"));
        stages(root.putArray("stages"));
        ArrayNode counts = root.putArray("issues");
        new TreeMap<>(issues)
                .forEach((key, count) -> counts.addObject()
                        .put("input", key.input())
                        .put("kind", key.kind().name())
                        .put("effect", key.effect().name())
                        .put("count", count));
        JsonFile.write(file, root);
    }

    private void inputs(ArrayNode nodes) {
        for (Input input : inputs) {
            nodes.addObject()
                    .put("role", input.role())
                    .put("path", input.path())
                    .put("bytes", input.bytes())
                    .put("sha256", input.sha256())
                    .put("format", input.format())
                    .put("crs", input.crs())
                    .put("rows_left_out", input.leftOut())
                    .put("rows_read", input.read())
                    .put("rows_accepted", input.accepted())
                    .put("rows_repaired", input.repaired())
                    .put("rows_rejected", input.rejected());
        }
    }

    private void balances(ArrayNode nodes) {
        for (Balance balance : balances) {
            nodes.addObject()
                    .put("measure", balance.measure())
                    .put("accepted", Thousandths.toDecimal(balance.accepted()))
                    .put("in_wards", Thousandths.toDecimal(balance.inWards()))
                    .put("unlocated", Thousandths.toDecimal(balance.unlocated()))
                    .put("outside", Thousandths.toDecimal(balance.outside()));
        }
    }

    private void stages(ArrayNode nodes) {
        for (Stage stage : stages) {
            ObjectNode node = nodes.addObject()
                    .put("name", stage.name())
                    .put("rows_in", stage.rowsIn())
                    .put("rows_out", stage.rowsOut())
                    .put("seconds", rounded(stage.seconds()));
            // A step too short to be timed has no rate.
            if (stage.seconds() > 0) {
                node.put("rows_per_second", Math.round(stage.rowsIn() / stage.seconds()));
            } else {
                node.putNull("rows_per_second");
            }
        }
    }

    private static BigDecimal rounded(double seconds) {
        return BigDecimal.valueOf(seconds).setScale(SECONDS_DECIMALS, RoundingMode.HALF_UP);
    }
}
