package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.phusong.geodata.issue.DataIssue;
import org.phusong.geodata.issue.Effect;
import org.phusong.geodata.issue.IssueKind;

class CrsChoiceTest {

    private static CrsChoice choose(@Nullable String stated, @Nullable String ofStudy, @Nullable String formatDefault) {
        return CrsChoice.of(
                "wards.geojson",
                StudyOfFiles.source("wards", "wards.geojson", ofStudy, null),
                Optional.ofNullable(stated),
                Optional.ofNullable(formatDefault));
    }

    @Test
    void whatTheFileStatesHolds() {
        CrsChoice choice = choose("EPSG:32648", null, "OGC:CRS84");
        assertThat(choice.crs().text()).isEqualTo("EPSG:32648");
        assertThat(choice.issues()).isEmpty();
    }

    @Test
    void codesThatDifferInAxisOrderOnlyAgree() {
        assertThat(choose("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "OGC:CRS84")
                        .issues())
                .isEmpty();
        assertThat(choose("EPSG:4326", "OGC:CRS84", null).issues()).isEmpty();
    }

    @Test
    void aContradictionEndsTheRun() {
        assertThatThrownBy(() -> choose("EPSG:32648", "EPSG:4326", null))
                .isInstanceOf(InputException.class)
                .hasMessage("Cannot place the coordinates of wards.geojson: the file says they are in EPSG:32648, and"
                        + " wards.crs of the study says EPSG:4326; remove `crs` from the study, or correct the file");
    }

    @Test
    void theStudyMayOverrideAFormatsDefaultWithAWarning() {
        CrsChoice choice = choose(null, "EPSG:32648", "OGC:CRS84");
        assertThat(choice.crs().text()).isEqualTo("EPSG:32648");
        assertThat(choice.issues())
                .extracting(DataIssue::kind, DataIssue::effect, DataIssue::record, DataIssue::field, DataIssue::value)
                .containsExactly(tuple(IssueKind.CRS_ASSUMED, Effect.WARNING, 0L, "crs", "EPSG:32648"));
    }

    @Test
    void theStudyMaySayWhatAFormatLeavesOpen() {
        assertThat(choose(null, "EPSG:32648", null).issues()).isEmpty();
        assertThat(choose(null, "EPSG:4326", "OGC:CRS84").issues()).isEmpty();
    }

    @Test
    void theFormatsDefaultHoldsWhereBothAreSilent() {
        assertThat(choose(null, null, "OGC:CRS84").crs().isSameAs(org.phusong.geodata.crs.Crs.parse("EPSG:4326")))
                .isTrue();
    }

    @Test
    void withoutAnyTheStudyIsAskedToSay() {
        assertThatThrownBy(() -> choose(null, null, null))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("wards.geojson")
                .hasMessageContaining("add `crs: EPSG:4326`");
    }

    @Test
    void anUnknownCodeEndsTheRun() {
        assertThatThrownBy(() -> choose(null, "EPSG:1", null))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the study's wards.crs for wards.geojson");
    }
}
