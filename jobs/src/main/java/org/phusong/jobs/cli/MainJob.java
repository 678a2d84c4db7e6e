package org.phusong.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.assess.Conservation;
import org.phusong.jobs.assess.ConservationException;
import org.phusong.jobs.assess.WardAnswer;
import org.phusong.jobs.cache.LayerCache;
import org.phusong.jobs.cache.Layers;
import org.phusong.jobs.cover.ClaimClasses;
import org.phusong.jobs.cover.CoverageCount;
import org.phusong.jobs.cover.CoverageModel;
import org.phusong.jobs.cover.FileCounts;
import org.phusong.jobs.cover.HouseholdCoverage;
import org.phusong.jobs.cover.Workers;
import org.phusong.jobs.read.ClaimLayer;
import org.phusong.jobs.read.ClaimReader;
import org.phusong.jobs.read.Digests;
import org.phusong.jobs.read.FileDigests;
import org.phusong.jobs.read.HouseholdReader;
import org.phusong.jobs.read.InputFile;
import org.phusong.jobs.read.InputTally;
import org.phusong.jobs.read.RecordFiles;
import org.phusong.jobs.read.RejectionLimit;
import org.phusong.jobs.read.WardLayer;
import org.phusong.jobs.read.WardReader;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.table.ClaimTable;
import org.phusong.jobs.table.DataIssueTable;
import org.phusong.jobs.table.HouseholdCoverageTable;
import org.phusong.jobs.table.ResultTables;
import org.phusong.jobs.table.RunReport;
import org.phusong.jobs.table.StagedRevision;

/** The main job: from a study to a published revision. Its steps stand in {@link #run} in the order they happen. */
public final class MainJob {

    private final Study study;
    private final Engine engine;
    private final LayerCache cache;
    private final Progress progress;
    private final Instant started = Instant.now();
    private final IssueLog issues = new IssueLog();
    private final List<InputTally> inputs = new ArrayList<>();

    private MainJob(Study study, Engine engine, LayerCache cache, Progress progress) {
        this.study = study;
        this.engine = engine;
        this.cache = cache;
        this.progress = progress;
    }

    /**
     * Runs the main job.
     *
     * @param study what is asked, of which inputs
     * @param out folder that releases are published in
     * @param reason why there is a new revision; may be empty
     * @param engine what households are passed over with
     * @param cache where the index of wards and claims is kept from run to run
     * @param progress is told of every phase
     * @return what was published
     * @throws org.phusong.jobs.read.InputException when an input cannot be used; nothing is published
     * @throws IOException when the revision cannot be written; nothing is published
     */
    public static RunOutcome run(
            Study study, Path out, String reason, Engine engine, LayerCache cache, Progress progress)
            throws IOException {
        return new MainJob(study, engine, cache, progress).run(out, reason);
    }

    private RunOutcome run(Path out, String reason) throws IOException {
        engine.prepare(study);
        Layers layers = layers();
        WardLayer wards = layers.wards();
        ClaimLayer claims = layers.claims();
        ClaimClasses classes = layers.classes();
        List<String> wardCodes = wards.wards().stream().map(Ward::code).toList();
        HouseholdReader households = new HouseholdReader(study, wardCodes, engine::prepared);
        Workers workers = engine.workersFor(households.guessedRows());
        try (HouseholdCoverage coverage = new HouseholdCoverage(workers, households, layers.model(), study.measures());
                StagedRevision staged = StagedRevision.begin(out, study.id(), study.asOf())) {
            CoverageCount counted = join(households, coverage, claims);
            Assessment assessment = assess(wards, claims, classes, counted);
            writeTables(staged, wards, claims, classes, counted, assessment);
            writeHouseholds(staged, coverage, counted, assessment);
            households.checkUnchanged();
            Path revision = publish(staged, counted, reason);
            return new RunOutcome(revision, assessment, inputs, issues.counts(), outside(counted));
        }
    }

    private Layers layers() {
        Optional<Layers> kept = reuse();
        if (kept.isPresent()) {
            take(kept.get().wards().tallies(), kept.get().wards().issues());
            takeClaims(kept.get().claims());
            return kept.get();
        }
        WardLayer wards = readWards();
        ClaimLayer claims = readClaims();
        ClaimClasses classes = new ClaimClasses(claims.claims(), study.asOf());
        Layers layers = new Layers(wards, claims, classes, index(wards, claims, classes));
        if (cache.isOn()) {
            progress.during("keeping the index", () -> {
                cache.keep(study, layers);
                return layers;
            });
        }
        takeClaims(claims);
        return layers;
    }

    private Optional<Layers> reuse() {
        if (!cache.isOn()) {
            return Optional.empty();
        }
        try (Progress.Phase phase = progress.phase("looking for a kept index (vertices)", -1)) {
            Optional<Layers> kept = cache.find(study);
            kept.ifPresent(layers -> phase.step(layers.model().index().vertexCount()));
            return kept;
        }
    }

    private void takeClaims(ClaimLayer claims) {
        claims.warnOfUnmatchedOperators(study);
        take(claims.tallies(), claims.issues());
    }

    private WardLayer readWards() {
        try (Progress.Phase phase = progress.phase("reading wards", -1)) {
            WardLayer wards = WardReader.read(study, engine::prepared);
            phase.step(wards.tallies().stream().mapToLong(InputTally::read).sum());
            take(wards.tallies(), wards.issues());
            return wards;
        }
    }

    private ClaimLayer readClaims() {
        try (Progress.Phase phase = progress.phase("reading claims", -1)) {
            ClaimLayer claims = ClaimReader.readFiles(study, engine::prepared);
            phase.step(claims.tallies().stream().mapToLong(InputTally::read).sum());
            RejectionLimit.check(claims.tallies(), study.maxRejectedShare());
            return claims;
        }
    }

    private void take(List<InputTally> tallies, IssueLog found) {
        inputs.addAll(tallies);
        issues.merge(found);
        RejectionLimit.check(tallies, study.maxRejectedShare());
    }

    private CoverageModel index(WardLayer wards, ClaimLayer claims, ClaimClasses classes) {
        try (Progress.Phase phase = progress.phase("building the index (vertices)", -1)) {
            CoverageModel model = new CoverageModel(wards.wards(), claims.claims(), classes);
            phase.step(model.index().vertexCount());
            return model;
        }
    }

    private CoverageCount join(HouseholdReader households, HouseholdCoverage coverage, ClaimLayer claims)
            throws IOException {
        try (Progress.Phase phase = progress.phase("joining households", households.expectedRows());
                FileDigests digests = FileDigests.begin(households.files())) {
            CoverageCount counted = coverage.count(phase::step);
            IssueLog found = new IssueLog();
            found.addAll(households.fileIssues());
            found.merge(counted.issues());
            take(tallies(households, counted, digests), found);
            issues.merge(counted.unknownListed(claims.claims()));
            return counted;
        }
    }

    private static List<InputTally> tallies(HouseholdReader households, CoverageCount counted, FileDigests digests) {
        List<InputTally> tallies = new ArrayList<>();
        List<InputFile> files = households.files();
        for (int i = 0; i < files.size(); i++) {
            InputFile file = files.get(i);
            FileCounts counts = counted.file(i);
            tallies.add(new InputTally(
                    "households",
                    file.relative(),
                    Digests.size(file.path()),
                    digests.sha256(i),
                    RecordFiles.formatOf(file).toString(),
                    households.crsTexts().get(i),
                    counts.leftOut(),
                    counts.read(),
                    counts.accepted(),
                    0,
                    counts.rejected()));
        }
        return tallies;
    }

    private Assessment assess(WardLayer wards, ClaimLayer claims, ClaimClasses classes, CoverageCount counted) {
        try (Progress.Phase phase =
                progress.phase("assessing wards", wards.wards().size())) {
            Assessment assessment = Assessment.of(
                    study,
                    wards.wards(),
                    claims.operatorsWith(study.operators()),
                    classes.all(),
                    counted.answers(),
                    counted.histogram());
            for (String measure : study.measures()) {
                Conservation.checkAccepted(
                        measure, counted.accepted(measure), counted.outside(measure), counted.histogram());
            }
            Conservation.checkFigures(assessment);
            Conservation.checkHistogram(
                    assessment, study.services(), classes.all(), counted.answers(), counted.histogram());
            phase.step(wards.wards().size());
            return assessment;
        }
    }

    private void writeTables(
            StagedRevision staged,
            WardLayer wards,
            ClaimLayer claims,
            ClaimClasses classes,
            CoverageCount counted,
            Assessment assessment)
            throws IOException {
        try (Progress.Phase phase = progress.phase("writing tables", -1)) {
            ResultTables.write(
                    staged, study, wards.wards(), classes.all(), counted.answers(), counted.histogram(), assessment);
            ClaimTable.write(staged.restricted("claim/part-00000.parquet"), claims.claims(), claim -> {
                OptionalInt id = classes.idOf(claim);
                return id.isPresent() ? id.getAsInt() : null;
            });
            DataIssueTable.write(staged.restricted("data_issue.parquet"), issues.kept());
            phase.step(assessment.wards().size() + claims.claims().size());
        }
    }

    private void writeHouseholds(
            StagedRevision staged, HouseholdCoverage coverage, CoverageCount counted, Assessment assessment)
            throws IOException {
        long rows = inputs.stream()
                .filter(i -> i.role().equals("households"))
                .mapToLong(InputTally::accepted)
                .sum();
        try (Progress.Phase phase = progress.phase("writing households", rows)) {
            long written =
                    coverage.write(counted, assessment.services(), staged.restricted(HouseholdCoverageTable.FOLDER));
            phase.step(written);
            if (written != rows) {
                throw new ConservationException("households written = households accepted", "all files", rows, written);
            }
        }
    }

    private Path publish(StagedRevision staged, CoverageCount counted, String reason) throws IOException {
        Instant now = Instant.now();
        new RunReport(
                        study,
                        PhusongVersion.text(),
                        org.apache.spark.package$.MODULE$.SPARK_VERSION(),
                        started,
                        (now.toEpochMilli() - started.toEpochMilli()) / 1000.0,
                        inputs.stream().map(MainJob::reported).toList(),
                        study.measures().stream().map(m -> balance(m, counted)).toList(),
                        progress.stages().stream()
                                .map(s -> new RunReport.Stage(s.name(), s.rows(), s.rows(), s.seconds()))
                                .toList(),
                        issues.counts())
                .write(staged.file(RunReport.FILE));
        try (Progress.Phase phase = progress.phase("publishing", -1)) {
            Path revision = staged.publish(reason, now);
            phase.step(0);
            return revision;
        }
    }

    private static RunReport.Input reported(InputTally tally) {
        return new RunReport.Input(
                tally.role(),
                tally.path(),
                tally.bytes(),
                tally.sha256(),
                tally.format(),
                tally.crs(),
                tally.leftOut(),
                tally.read(),
                tally.accepted(),
                tally.repaired(),
                tally.rejected());
    }

    private static RunReport.Balance balance(String measure, CoverageCount counted) {
        long total = 0;
        long unlocated = 0;
        for (WardAnswer bar : counted.histogram()) {
            if (bar.measure().equals(measure)) {
                total = Math.addExact(total, bar.total());
                unlocated = Math.addExact(unlocated, bar.unlocated());
            }
        }
        return new RunReport.Balance(
                measure, counted.accepted(measure), total - unlocated, unlocated, counted.outside(measure));
    }

    private Map<String, Long> outside(CoverageCount counted) {
        Map<String, Long> outside = new TreeMap<>();
        study.measures().forEach(m -> outside.put(m, counted.outside(m)));
        return outside;
    }
}
