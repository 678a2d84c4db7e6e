package org.phusong.jobs.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.geodata.claim.CoverageClaim;
import org.phusong.geodata.claim.Evidence;
import org.phusong.geodata.claim.Technology;
import org.phusong.jobs.study.ClaimInput;
import org.phusong.jobs.study.ClaimInput.CodeScheme;

class FccListTest {

    @TempDir
    Path folder;

    @Test
    void theListOfCopperServiceInMaineIsReadWhole() throws Exception {
        Path zip = SharedData.find("fcc/bdc_23_Copper_fixed_broadband_063022.zip");
        Assumptions.assumeTrue(zip != null, "Left out: shared/data is not here");
        if (zip == null) {
            return;
        }
        try (InputStream file = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(file)) {
            entries.getNextEntry();
            Files.copy(entries, folder.resolve("copper.csv"));
        }
        ClaimLayer layer = new StudyOfFiles(folder)
                .claims(new ClaimInput(
                        StudyOfFiles.source("coverage[0]", "copper.csv", null, null),
                        "location_id",
                        null,
                        StudyOfFiles.column("brand_name"),
                        StudyOfFiles.column("technology_code"),
                        CodeScheme.FCC,
                        StudyOfFiles.column("max_advertised_download_speed"),
                        StudyOfFiles.column("max_advertised_upload_speed"),
                        null,
                        null,
                        null,
                        StudyOfFiles.column("business_residential_code"),
                        CodeScheme.FCC,
                        null,
                        null,
                        null,
                        Evidence.DECLARED))
                .readClaims();

        // Rows and locations as counted by those who publish the file; all of them copper, FCC code 10.
        assertThat(layer.tallies().get(0).read()).isEqualTo(402_729);
        assertThat(layer.tallies().get(0).rejected()).isZero();
        assertThat(layer.claims()).allMatch(c -> c.attributes().technology() == Technology.DSL);
        assertThat(layer.claims().stream().map(CoverageClaim::householdId).distinct())
                .hasSize(384_991);
        assertThat(layer.claims().stream().map(CoverageClaim::attributes).distinct())
                .hasSizeLessThan(500);
    }
}
