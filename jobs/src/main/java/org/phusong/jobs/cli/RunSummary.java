package org.phusong.jobs.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;
import org.phusong.geodata.issue.IssueLog;
import org.phusong.geodata.place.Thousandths;
import org.phusong.jobs.assess.AreaCoverage;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.assess.Reach;
import org.phusong.jobs.assess.ShareText;
import org.phusong.jobs.assess.TargetAssessment;
import org.phusong.jobs.assess.TargetStatus;
import org.phusong.jobs.read.InputTally;
import org.phusong.jobs.study.ClaimInput;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.Target;

/**
 * What a run prints at its end: the answer first, then how far to trust it, then where it is.
 *
 * @param study what was asked
 * @param outcome what was found
 * @param stages what took how long
 */
record RunSummary(Study study, RunOutcome outcome, List<Progress.Stage> stages) {

    private static final int WARDS_SHOWN = 10;
    private static final String NOT_BINDING = " (not binding)";

    /** Prints everything. */
    void print(PrintWriter out) {
        out.println();
        out.println(Assessment.titleOf(study) + ", as of " + study.asOf());
        out.println(evidence(study) + "; " + ShareText.EXPLANATION + ".");
        out.println();
        printServices(out);
        printFurthest(out);
        printAside(out);
        out.println();
        inputs(outcome.inputs()).print(out);
        printIssues(out, outcome.issues());
        printStages(out);
        printPaths(out);
        out.flush();
    }

    /** What the claims of a study rest on, in words. */
    static String evidence(Study study) {
        List<Evidence> all = study.coverage().stream()
                .map(ClaimInput::evidence)
                .distinct()
                .sorted()
                .toList();
        if (all.isEmpty()) {
            return "No coverage was filed";
        }
        if (all.equals(List.of(Evidence.DECLARED))) {
            return "Operators' declared coverage, not verified";
        }
        String kinds = all.stream().map(e -> e.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
        return all.contains(Evidence.DECLARED)
                ? "Coverage in part " + kinds + "; what operators declare is not verified"
                : "Coverage " + kinds;
    }

    private void printServices(PrintWriter out) {
        TextColumns table = new TextColumns(
                "service",
                "measure",
                "target",
                ">total",
                ">served",
                ">share",
                "study",
                ">wards met",
                ">missed",
                ">pending",
                ">undecided",
                ">not assessable");
        for (ServiceDefinition service : study.services()) {
            List<Target> targets = study.targets().stream()
                    .filter(t -> t.service().equals(service.name()))
                    .toList();
            for (Target target : targets) {
                addTarget(table, target);
            }
            if (targets.isEmpty()) {
                String measure = study.measures().get(0);
                Reach reach = reach(service.name(), measure);
                table.add(
                        service.name(),
                        measure,
                        "none",
                        amount(reach.total()),
                        amount(reach.served()),
                        ShareText.percent(reach.served(), reach.total()),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "");
            }
        }
        table.print(out);
    }

    private void addTarget(TextColumns table, Target target) {
        Reach reach = reach(target.service(), target.measure());
        Map<TargetStatus, Long> wards = new EnumMap<>(TargetStatus.class);
        String ofStudy = "";
        for (TargetAssessment row : outcome.assessment().targets()) {
            if (!row.target().equals(target)) {
                continue;
            }
            if (row.level().equals(AreaCoverage.WARD)) {
                wards.merge(row.status(), 1L, Long::sum);
            } else if (row.level().equals(AreaCoverage.STUDY)) {
                ofStudy = row.status() + (row.binding() ? "" : NOT_BINDING);
            }
        }
        table.add(
                target.service(),
                target.measure(),
                text(target),
                amount(reach.total()),
                amount(reach.served()),
                ShareText.percent(reach.served(), reach.total()),
                ofStudy,
                count(wards, TargetStatus.MET),
                count(wards, TargetStatus.MISSED),
                count(wards, TargetStatus.PENDING),
                count(wards, TargetStatus.UNDECIDED),
                count(wards, TargetStatus.NOT_ASSESSABLE));
    }

    private static String count(Map<TargetStatus, Long> wards, TargetStatus status) {
        return Long.toString(wards.getOrDefault(status, 0L));
    }

    private Reach reach(String service, String measure) {
        return outcome.assessment().areas().stream()
                .filter(a -> a.level().equals(AreaCoverage.STUDY)
                        && a.service().equals(service)
                        && a.operator().equals(OperatorBook.ANY)
                        && a.measure().equals(measure))
                .map(AreaCoverage::reach)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No figures of " + service + " in " + measure));
    }

    private static String text(Target target) {
        String test = switch (target.test()) {
            case OVER -> "over ";
            case AT_LEAST -> "at least ";
        };
        String percent = target.share().movePointRight(2).stripTrailingZeros().toPlainString();
        return test + percent + " % by " + target.by();
    }

    /** A list for each measure that has targets: shortfalls of two measures cannot be compared. */
    private void printFurthest(PrintWriter out) {
        List<String> measures = study.measures().stream()
                .filter(m -> study.targets().stream().anyMatch(t -> t.measure().equals(m)))
                .toList();
        measures.forEach(measure -> printFurthest(out, measure, measures.size() == 1 ? "" : " in " + measure));
    }

    /** Each ward once, with the target that it is furthest from. Targets that bind no ward come in only where none does. */
    private void printFurthest(PrintWriter out, String measure, String title) {
        List<TargetAssessment> ofWards = outcome.assessment().targets().stream()
                .filter(row -> row.level().equals(AreaCoverage.WARD)
                        && row.target().measure().equals(measure))
                .toList();
        boolean anyBinding = ofWards.stream().anyMatch(TargetAssessment::binding);
        Map<String, TargetAssessment> byWard = new LinkedHashMap<>();
        ofWards.stream()
                .filter(row -> shortfall(row) > 0 && (row.binding() || !anyBinding))
                .sorted(Comparator.comparing(RunSummary::shortfall)
                        .reversed()
                        .thenComparing(TargetAssessment::code, CodePointOrder.INSTANCE)
                        .thenComparing(row -> row.target().service(), CodePointOrder.INSTANCE))
                .forEach(row -> byWard.putIfAbsent(row.code(), row));
        if (byWard.isEmpty()) {
            return;
        }
        TextColumns table = new TextColumns("ward", "name", "service", ">share", "target", ">short of it by", "status");
        byWard.values().stream()
                .limit(WARDS_SHOWN)
                .forEach(row -> table.add(
                        row.code(),
                        row.name(),
                        row.target().service(),
                        ShareText.percent(row.reach().served(), row.reach().total()),
                        text(row.target()),
                        String.format(Locale.ROOT, "%,d", shortfall(row)) + " " + measure,
                        row.status() + (row.binding() ? "" : NOT_BINDING)));
        out.println();
        out.println("Wards furthest from target" + title + " (" + Math.min(WARDS_SHOWN, byWard.size()) + " of "
                + byWard.size() + " that fall short):");
        table.print(out);
    }

    private static long shortfall(TargetAssessment row) {
        return Objects.requireNonNullElse(row.shortfall(), 0L);
    }

    private void printAside(PrintWriter out) {
        out.println();
        for (String measure : study.measures()) {
            Reach reach = reach(study.services().get(0).name(), measure);
            long outside = outcome.outside().getOrDefault(measure, 0L);
            out.println(measure + ": " + amount(reach.total()) + " in wards, of these " + amount(reach.unlocated())
                    + " unlocated (ward known, point not; counted as not served unless a list names them); "
                    + amount(outside) + " outside every ward, in no share");
        }
    }

    /** Rows of each input, its files summed. */
    static TextColumns inputs(List<InputTally> tallies) {
        Map<String, List<InputTally>> byRole = new LinkedHashMap<>();
        tallies.forEach(
                t -> byRole.computeIfAbsent(t.role(), r -> new ArrayList<>()).add(t));
        TextColumns table = new TextColumns(
                "input", "file", ">rows read", ">accepted", ">repaired", ">rejected", ">left out by where");
        byRole.forEach((role, files) -> table.add(
                role,
                files.size() == 1 ? files.get(0).path() : files.size() + " files",
                sum(files, InputTally::read),
                sum(files, InputTally::accepted),
                sum(files, InputTally::repaired),
                sum(files, InputTally::rejected),
                sum(files, InputTally::leftOut)));
        return table;
    }

    private static String sum(List<InputTally> files, ToLongFunction<InputTally> rows) {
        return String.format(Locale.ROOT, "%,d", files.stream().mapToLong(rows).sum());
    }

    private record KindAndEffect(IssueKind kind, Effect effect) {}

    /** Issues by kind, over all inputs. */
    static void printIssues(PrintWriter out, Map<IssueLog.Key, Long> issues) {
        Map<KindAndEffect, Long> sums =
                new TreeMap<>(Comparator.comparing(KindAndEffect::effect).thenComparing(KindAndEffect::kind));
        issues.forEach((key, count) -> sums.merge(new KindAndEffect(key.kind(), key.effect()), count, Long::sum));
        out.println();
        if (sums.isEmpty()) {
            out.println("No issues found.");
            return;
        }
        TextColumns table = new TextColumns("issue", "effect", ">found");
        sums.forEach((key, count) ->
                table.add(key.kind().name(), key.effect().name(), String.format(Locale.ROOT, "%,d", count)));
        table.print(out);
    }

    private void printStages(PrintWriter out) {
        TextColumns table = new TextColumns("phase", ">seconds", ">rows", ">rows a second");
        for (Progress.Stage stage : stages) {
            table.add(
                    stage.name(),
                    String.format(Locale.ROOT, "%.1f", stage.seconds()),
                    stage.rows() == 0 ? "" : String.format(Locale.ROOT, "%,d", stage.rows()),
                    stage.rows() == 0 ? "" : String.format(Locale.ROOT, "%,.0f", stage.rowsPerSecond()));
        }
        out.println();
        table.print(out);
    }

    private void printPaths(PrintWriter out) {
        out.println();
        out.println("Published " + outcome.revision());
        out.println("  for a spreadsheet: " + outcome.revision().resolve("summary.csv"));
        out.println("  for DuckDB, Spark or QGIS: " + outcome.revision().resolve("ward_coverage.parquet")
                + " and the tables beside it");
        out.println(
                "  households and issues, personal data: " + outcome.revision().resolve("restricted"));
    }

    /** Thousandths as people read them, such as {@code 12,345} or {@code 0.5}. */
    private static String amount(long thousandths) {
        return String.format(Locale.ROOT, "%,.3f", Thousandths.toDecimal(thousandths))
                .replaceAll("\\.?0+$", "");
    }
}
