package org.phusong.jobs.table;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.phusong.geodata.claim.CodePointOrder;
import org.phusong.geodata.claim.OperatorBook;
import org.phusong.geodata.claim.ServiceDefinition;
import org.phusong.geodata.place.Thousandths;
import org.phusong.geodata.place.Ward;
import org.phusong.jobs.assess.AreaCoverage;
import org.phusong.jobs.assess.Assessment;
import org.phusong.jobs.assess.Reach;
import org.phusong.jobs.assess.ShareText;
import org.phusong.jobs.assess.TargetAssessment;
import org.phusong.jobs.study.ClaimInput;
import org.phusong.jobs.study.Study;
import org.phusong.jobs.study.Target;

/**
 * {@code summary.csv}: one row a ward, for people with a spreadsheet.
 *
 * <p>UTF-8 with a byte order mark, lines end with CR LF, cells are {@link SafeCell safe}, shares are exact decimals rounded down
 * ({@link ShareText}). Served amounts and shares are those of the first measure and any operator. The last column says of each row what
 * it rests on.
 */
public final class SummaryCsv {

    /** Name of the file in a revision. */
    public static final String FILE = "summary.csv";

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int AREA_DECIMALS = 6;

    private final Study study;
    private final WardReach figures;
    private final Assessment assessment;
    private final String measure;

    private SummaryCsv(Study study, Assessment assessment) {
        this.study = study;
        this.assessment = assessment;
        this.figures = new WardReach(assessment);
        this.measure = study.measures().get(0);
    }

    /** Writes the wards, sorted here by code. */
    public static void write(Path file, Study study, List<Ward> wards, Assessment assessment) throws IOException {
        SummaryCsv summary = new SummaryCsv(study, assessment);
        Map<String, List<TargetAssessment>> targets = new HashMap<>();
        for (TargetAssessment row : assessment.targets()) {
            if (row.level().equals(AreaCoverage.WARD)) {
                targets.computeIfAbsent(row.code(), code -> new ArrayList<>()).add(row);
            }
        }
        List<Ward> ordered = wards.stream()
                .sorted(Comparator.comparing(Ward::code, CodePointOrder.INSTANCE))
                .toList();
        List<TargetAssessment> first = ordered.isEmpty()
                ? List.of()
                : targets.getOrDefault(ordered.get(0).code(), List.of());
        // EXCEL is RFC 4180 with CR LF; nothing but commas, quotes and line breaks needs quoting.
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
                CSVPrinter csv = new CSVPrinter(out, CSVFormat.EXCEL)) {
            out.write(BYTE_ORDER_MARK);
            csv.printRecord(summary.header(first));
            for (Ward ward : ordered) {
                csv.printRecord(summary.row(ward, targets.getOrDefault(ward.code(), List.of())));
            }
        }
    }

    private List<String> header(List<TargetAssessment> targets) {
        List<String> cells = new ArrayList<>(List.of("ward_code", "ward_name"));
        cells.addAll(study.groupsAbove());
        cells.add("area_km2");
        for (String name : study.measures()) {
            cells.add("total_" + name);
            cells.add("unlocated_" + name);
        }
        for (ServiceDefinition service : study.services()) {
            cells.add("served_" + service.name());
            cells.add("share_" + service.name());
            cells.add("best_operator_" + service.name());
        }
        Map<String, Integer> seen = new HashMap<>();
        for (TargetAssessment row : targets) {
            String service = row.target().service();
            int number = seen.merge(service, 1, Integer::sum);
            String suffix = number == 1 ? service : service + "_" + number;
            cells.add("target_" + suffix);
            cells.add("status_" + suffix);
            cells.add("shortfall_" + suffix);
        }
        cells.add("note");
        return cells.stream().map(SafeCell::of).toList();
    }

    private List<String> row(Ward ward, List<TargetAssessment> targets) {
        List<String> cells = new ArrayList<>();
        cells.add(SafeCell.of(ward.code()));
        cells.add(SafeCell.of(ward.name()));
        study.groupsAbove().forEach(group -> cells.add(SafeCell.of(ward.groups().getOrDefault(group, ""))));
        cells.add(BigDecimal.valueOf(WardTable.squareKilometres(ward))
                .setScale(AREA_DECIMALS, RoundingMode.HALF_UP)
                .toPlainString());
        for (String name : study.measures()) {
            Reach reach = figures.ofWard(ward.code(), name);
            cells.add(amount(reach.total()));
            cells.add(amount(reach.unlocated()));
        }
        for (ServiceDefinition service : study.services()) {
            Reach reach = figures.find(ward.code(), service.name(), OperatorBook.ANY, measure);
            cells.add(amount(reach.served()));
            cells.add(ShareText.decimal(reach.served(), reach.total()));
            cells.add(SafeCell.of(bestOperator(ward.code(), service.name())));
        }
        for (TargetAssessment row : targets) {
            Target target = row.target();
            cells.add((target.test() == Target.Test.OVER ? "over " : "at least ")
                    + target.share().stripTrailingZeros().toPlainString() + " of " + target.measure() + " by "
                    + target.by());
            cells.add(row.status().name());
            cells.add(row.shortfall() == null ? "" : row.shortfall().toString());
        }
        cells.add(SafeCell.of(Assessment.titleOf(study) + ": "
                + EvidenceText.of(
                        study.coverage().stream().map(ClaimInput::evidence).toList())
                + "; " + ShareText.EXPLANATION));
        return cells;
    }

    /** The operator that serves most; the first by code point of several, empty where none serves anybody. */
    private String bestOperator(String ward, String service) {
        String best = "";
        long most = 0;
        for (String operator : assessment.operators()) {
            long served = figures.find(ward, service, operator, measure).served();
            if (served > most) {
                most = served;
                best = operator;
            }
        }
        return best;
    }

    private static String amount(long thousandths) {
        return Thousandths.toDecimal(thousandths).stripTrailingZeros().toPlainString();
    }
}
