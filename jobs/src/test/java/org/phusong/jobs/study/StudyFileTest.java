package org.phusong.jobs.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.geodata.claim.ClaimStatus;
import org.phusong.geodata.claim.Condition;
import org.phusong.geodata.claim.Customer;
import org.phusong.geodata.claim.Environment;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.Technology;
import org.phusong.jobs.study.ClaimInput.CodeScheme;
import org.phusong.jobs.study.ValueSource.Column;
import org.phusong.jobs.study.ValueSource.Fixed;

/** What a study file without faults means. */
class StudyFileTest {

    @TempDir
    Path folder;

    @Test
    void everyKeyReachesTheStudy() {
        Study study = StudyText.read(folder, StudyText.FULL);

        assertThat(study.file()).isEqualTo(folder.resolve("study.yaml").toAbsolutePath());
        assertThat(study.id()).isEqualTo("hcmc-2026q3");
        assertThat(study.title())
                .containsExactly(entry("en", "Ho Chi Minh City, Q3 2026"), entry("vi", "Thành phố Hồ Chí Minh"));
        assertThat(study.asOf()).isEqualTo(LocalDate.of(2026, 9, 30));
        assertThat(study.maxRejectedShare()).isEqualTo(0.01);
        assertThat(study.groupsAbove()).containsExactly("province");
        assertThat(study.groupsBelow()).containsExactly("quarter");
        assertThat(study.wards().source())
                .isEqualTo(new Source(
                        "wards", 7, "wards_2025.geojson", null, null, null, "EPSG:4326", "status = 'active'"));
        assertThat(study.wards().name()).isEqualTo("fullName");
        assertThat(study.households().x()).isEqualTo("lon");
        assertThat(study.households().ward()).isEqualTo("ward_code");
        assertThat(study.households().measures())
                .containsExactly(entry("households", new Fixed("1")), entry("population", new Column("people")));
        assertThat(study.operators().nameOf(" Viettel Telecom ")).isEqualTo("Viettel");
        assertThat(study.operators().networkOf("iTel")).isEqualTo("VinaPhone");
    }

    @Test
    void layersOfClaimsKeepColumnsAndFixedValuesApart() {
        Study study = StudyText.read(folder, StudyText.FULL);

        assertThat(study.coverage()).hasSize(3);
        ClaimInput fixed = study.coverage().get(0);
        assertThat(fixed.source().key()).isEqualTo("coverage[0]");
        assertThat(fixed.source().layer()).isEqualTo("claims");
        assertThat(fixed.operator()).isEqualTo(new Column("operator"));
        assertThat(fixed.customer()).isEqualTo(new Fixed("both"));
        assertThat(fixed.status()).isEqualTo(new Fixed("available"));
        assertThat(fixed.latencyMs()).isNull();
        ClaimInput mobile = study.coverage().get(1);
        assertThat(mobile.operator()).isEqualTo(new Fixed("Viettel"));
        assertThat(mobile.technology()).isEqualTo(new Fixed("NR"));
        assertThat(mobile.signalDbm()).isEqualTo(new Column("minsignal"));
        assertThat(mobile.evidence()).isEqualTo(Evidence.DECLARED);
        ClaimInput list = study.coverage().get(2);
        assertThat(list.householdId()).isEqualTo("location_id");
        assertThat(list.technologyCodes()).isEqualTo(CodeScheme.FCC);
        assertThat(list.customerCodes()).isEqualTo(CodeScheme.FCC);
        assertThat(list.latencyMs()).isEqualTo(new Fixed("20"));
        assertThat(list.validTo()).isEqualTo(new Fixed("2026-12-31"));
        assertThat(list.source().delimiter()).isEqualTo(";");
        assertThat(list.source().encoding()).isEqualTo("windows-1258");
    }

    @Test
    void conditionsAndTargetsUseAliasesAndDefaults() {
        Study study = StudyText.read(folder, StudyText.FULL);

        Condition broadband = study.services().get(0).anyOf().get(0);
        assertThat(broadband)
                .isEqualTo(new Condition(
                        Set.of(Technology.FTTH, Technology.HFC),
                        100.0,
                        10.5,
                        100.0,
                        null,
                        null,
                        Set.of(Customer.BUSINESS, Customer.BOTH),
                        Set.of(ClaimStatus.CONNECTED),
                        Set.of("Viettel")));
        Condition mobile = study.services().get(1).anyOf().get(0);
        assertThat(mobile.minSignalDbm()).isEqualTo(-105.0);
        assertThat(mobile.environment()).isEqualTo(Environment.OUTDOOR);
        assertThat(mobile.customers()).isEqualTo(Condition.DEFAULT_CUSTOMERS);
        assertThat(mobile.statuses()).isEqualTo(Condition.DEFAULT_STATUSES);
        assertThat(study.expected()).containsExactly(new ExpectedSubmission("Viettel", List.of("mobile_4g")));
        assertThat(study.targets())
                .containsExactly(
                        new Target(
                                "broadband_100",
                                "households",
                                new BigDecimal("0.95"),
                                Target.Test.OVER,
                                Target.Scope.STUDY,
                                LocalDate.of(2025, 12, 31),
                                "City programme"),
                        new Target(
                                "mobile_4g",
                                "households",
                                new BigDecimal("1.00"),
                                Target.Test.AT_LEAST,
                                Target.Scope.BOTH,
                                LocalDate.of(2025, 12, 31),
                                null));
    }

    @Test
    void theLeastStudyHasDefaults() {
        Study study = StudyText.read(folder, StudyText.LEAST);

        assertThat(study.measures()).containsExactly("households");
        assertThat(study.households().measures()).containsEntry("households", new Fixed("1"));
        assertThat(study.maxRejectedShare()).isEqualTo(1);
        assertThat(study.title()).isEmpty();
        assertThat(study.targets()).isEmpty();
        assertThat(study.wards().name()).isNull();
    }

    @Test
    void aQuotedNumberIsAColumnAndAPlainOneANumber() {
        Study study = StudyText.read(
                folder,
                StudyText.LEAST.replace(
                        "id: id}",
                        "id: id, measures: {a: 1, b: \"1\", c: 2.125, d: {value: 3}, e: no, f: 2026-01-01}}"));

        assertThat(study.households().measures())
                .containsExactly(
                        entry("a", new Fixed("1")),
                        entry("b", new Column("1")),
                        entry("c", new Fixed("2.125")),
                        entry("d", new Fixed("3")),
                        entry("e", new Column("no")),
                        entry("f", new Column("2026-01-01")));
    }

    @Test
    void customersOfAConditionAreAUnion() {
        assertThat(customers("residential")).containsExactlyInAnyOrder(Customer.RESIDENTIAL, Customer.BOTH);
        assertThat(customers("business")).containsExactlyInAnyOrder(Customer.BUSINESS, Customer.BOTH);
        assertThat(customers("both")).containsExactly(Customer.BOTH);
        assertThat(customers("[residential, business]")).containsExactlyInAnyOrder(Customer.values());
    }

    private Set<Customer> customers(String value) {
        return StudyText.read(folder, StudyText.LEAST.replace("FTTH}", "FTTH, customer: " + value + "}"))
                .services()
                .get(0)
                .anyOf()
                .get(0)
                .customers();
    }

    @Test
    void aSheetIsKnownAndATabSeparates() {
        Study study = StudyText.read(
                folder, StudyText.LEAST.replace("{path: h.parquet,", "{path: h.csv, sheet: s, delimiter: \"\\t\","));

        assertThat(study.households().source().delimiter()).isEqualTo("\t");
    }

    @Test
    void emptyListsThatMayBeLeftOutAreRead() {
        Study study = StudyText.read(
                folder,
                StudyText.LEAST + "operators: [{name: Viettel, aliases: []}]\nexpected: []\ntargets: []\nlimits: {}\n");

        assertThat(study.operators().listed()).containsExactly("Viettel");
        assertThat(study.expected()).isEmpty();
        assertThat(study.targets()).isEmpty();
    }
}
