package org.phusong.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.phusong.jobs.study.StudyFile;

/** Whoever copies a study file from the pages must get one without faults. */
class StudyExamplesTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\n(study:.*?)^```");

    @Test
    void everyStudyFileOfThePagesHasNoFault(@TempDir Path folder) throws IOException {
        int examples = 0;
        for (Path page : Repository.pages()) {
            Matcher matcher = EXAMPLE.matcher(Files.readString(page));
            while (matcher.find()) {
                examples++;
                Path study = folder.resolve("study" + examples + ".yaml");
                Files.writeString(study, matcher.group(1));
                assertThatCode(() -> StudyFile.read(study))
                        .as("study %d of %s", examples, page.getFileName())
                        .doesNotThrowAnyException();
            }
        }
        assertThat(examples).as("study files in the pages").isGreaterThanOrEqualTo(1);
    }
}
