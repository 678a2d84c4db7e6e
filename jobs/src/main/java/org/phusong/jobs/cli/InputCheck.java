package org.phusong.jobs.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.cover.ClaimClasses;
import org.phusong.jobs.cover.CoverageCount;
import org.phusong.jobs.cover.CoverageModel;
import org.phusong.jobs.cover.FileCounts;
import org.phusong.jobs.cover.HouseholdCoverage;
import org.phusong.jobs.cover.Workers;
import org.phusong.jobs.read.ClaimLayer;
import org.phusong.jobs.read.ClaimReader;
import org.phusong.jobs.read.HouseholdReader;
import org.phusong.jobs.read.InputException;
import org.phusong.jobs.read.InputTally;
import org.phusong.jobs.read.RejectionLimit;
import org.phusong.jobs.read.WardLayer;
import org.phusong.jobs.read.WardReader;
import org.phusong.jobs.study.ClaimInput;
import org.phusong.jobs.study.Study;

/** Every input of a study read as a run would read it: one that cannot be used never keeps the others from being checked. */
final class InputCheck {

    /** Issues printed one by one; all of them are counted. */
    private static final int EXAMPLES_SHOWN = 20;

    private final Study study;
    private final Engine engine;
    private final Progress progress;
    private final List<String> faults = new ArrayList<>();
    private final List<InputTally> tallies = new ArrayList<>();
    private final IssueLog issues = new IssueLog();
    private final List<String> remarks = new ArrayList<>();

    private InputCheck(Study study, Engine engine, Progress progress) {
        this.study = study;
        this.engine = engine;
        this.progress = progress;
    }

    /** Reads every input. */
    static InputCheck of(Study study, Engine engine, Progress progress) throws IOException {
        engine.prepare(study);
        InputCheck check = new InputCheck(study, engine, progress);
        WardLayer wards = check.readWards();
        List<CoverageClaim> claims = check.readClaims();
        check.readHouseholds(wards, claims);
        check.holdAgainstLimits();
        return check;
    }

    /** Why a run would end without publishing; empty when it would not. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    private @Nullable WardLayer readWards() {
        WardLayer layer =
                attempt(() -> progress.during("reading wards", () -> WardReader.read(study, engine::prepared)));
        if (layer != null) {
            tallies.addAll(layer.tallies());
            issues.merge(layer.issues());
            remarks.add(layer.wards().size() + " wards");
        }
        return layer;
    }

    private List<CoverageClaim> readClaims() {
        int before = faults.size();
        ClaimLayer all = attempt(() -> readClaims(study));
        if (all != null) {
            add(all);
            remarks.add(all.claims().size() + " claims of "
                    + all.operatorsWith(study.operators()).size() + " operators");
            return all.claims();
        }
        // One layer after the other, so that each tells its own fault.
        faults.subList(before, faults.size()).clear();
        List<CoverageClaim> claims = new ArrayList<>();
        for (ClaimInput input : study.coverage()) {
            ClaimLayer layer = attempt(() -> readClaims(withOnly(input)));
            if (layer != null) {
                add(layer);
                claims.addAll(layer.claims());
            }
        }
        return claims;
    }

    private ClaimLayer readClaims(Study asked) {
        return progress.during("reading coverage", () -> ClaimReader.read(asked, engine::prepared));
    }

    private void add(ClaimLayer layer) {
        tallies.addAll(layer.tallies());
        issues.merge(layer.issues());
    }

    /** The study with one layer; nothing is expected or asked of operators, who may have filed in another. */
    private Study withOnly(ClaimInput input) {
        return new Study(
                study.file(),
                study.id(),
                study.title(),
                study.asOf(),
                study.wards(),
                study.households(),
                List.of(input),
                study.operators(),
                List.of(),
                study.maxRejectedShare(),
                List.of(),
                study.targets());
    }

    private void readHouseholds(@Nullable WardLayer wards, List<CoverageClaim> claims) throws IOException {
        List<String> codes = wards == null
                ? List.of()
                : wards.wards().stream().map(Ward::code).toList();
        HouseholdReader reader = attempt(() -> new HouseholdReader(study, codes, engine::prepared));
        if (reader == null) {
            return;
        }
        reader.fileIssues().forEach(issues::add);
        if (wards == null) {
            remarks.add("households: files and columns are there; their rows are read once the wards can be");
            return;
        }
        // Lists alone: which household an area reaches is no question of a check.
        List<CoverageClaim> lists =
                claims.stream().filter(claim -> claim.householdId() != null).toList();
        ClaimClasses classes = new ClaimClasses(lists, study.asOf());
        CoverageModel model = new CoverageModel(wards.wards(), lists, classes);
        CoverageCount count;
        Workers workers = engine.workersFor(reader.guessedRows());
        try (Progress.Phase phase = progress.phase("reading households", reader.expectedRows());
                HouseholdCoverage coverage = new HouseholdCoverage(workers, reader, model, study.measures())) {
            count = coverage.count(phase::step);
        }
        issues.merge(count.issues());
        issues.merge(count.unknownListed(lists));
        for (int f = 0; f < reader.files().size(); f++) {
            FileCounts rows = count.file(f);
            tallies.add(new InputTally(
                    "households",
                    reader.files().get(f).relative(),
                    0,
                    "", // nothing is published that a digest would prove
                    "",
                    reader.crsTexts().get(f),
                    rows.leftOut(),
                    rows.read(),
                    rows.accepted(),
                    0,
                    rows.rejected()));
        }
        remarks.add(count.unlocatedRows() + " households unlocated, " + count.outsideRows() + " outside every ward");
    }

    private <T> @Nullable T attempt(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (InputException e) {
            faults.add(String.valueOf(e.getMessage()));
            return null;
        }
    }

    /**
     * Prints counts, issues, and what a run would do.
     *
     * @param err faults that would end a run
     */
    void print(PrintWriter out, PrintWriter err) {
        out.println();
        out.println(Assessment.titleOf(study) + ", as of " + study.asOf());
        out.println();
        if (!tallies.isEmpty()) {
            RunSummary.inputs(tallies).print(out);
        }
        remarks.forEach(out::println);
        RunSummary.printIssues(out, issues.counts());
        printExamples(out);
        out.println();
        if (faults.isEmpty()) {
            out.println("A run would publish a revision: ./phusong run " + ShellWord.of(study.file()));
        } else {
            out.println("A run would end with exit code 3 and publish nothing.");
        }
        out.flush();
        faults.forEach(fault -> err.println("phusong: " + fault));
    }

    private void holdAgainstLimits() {
        for (String role : tallies.stream().map(InputTally::role).distinct().toList()) {
            List<InputTally> files =
                    tallies.stream().filter(t -> t.role().equals(role)).toList();
            attempt(() -> {
                RejectionLimit.check(files, study.maxRejectedShare());
                return role;
            });
        }
    }

    private void printExamples(PrintWriter out) {
        List<DataIssue> kept = issues.kept();
        if (kept.isEmpty()) {
            return;
        }
        out.println();
        out.println(kept.size() > EXAMPLES_SHOWN ? "The first " + EXAMPLES_SHOWN + " issues:" : "Issues:");
        kept.stream().limit(EXAMPLES_SHOWN).map(InputCheck::told).forEach(out::println);
    }

    private static String told(DataIssue issue) {
        List<String> place = new ArrayList<>();
        place.add(issue.input());
        if (issue.record() != null && issue.record() > 0) {
            place.add("record " + issue.record());
        }
        if (issue.recordId() != null) {
            place.add("id " + issue.recordId());
        }
        if (!issue.field().isEmpty()) {
            place.add(issue.field());
        }
        String value = issue.value().isEmpty() ? "" : " '" + issue.value() + "'";
        return "  " + issue.effect() + " " + place.stream().collect(Collectors.joining(", ")) + value + ": "
                + issue.message();
    }
}
