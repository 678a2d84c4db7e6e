package org.phusong.jobs.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A page that leads nowhere is worse than none: every relative link of the pages is followed. */
class DocsLinksTest {

    private static final Pattern LINK = Pattern.compile("\\[([^\\[\\]]*)\\]\\(([^()\\s]+)\\)");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} +(.+)$");

    private record Link(Path page, String text, String target) {}

    private static List<Link> relativeLinks() throws IOException {
        List<Link> links = new ArrayList<>();
        for (Path page : Repository.pages()) {
            Matcher matcher = LINK.matcher(prose(page));
            while (matcher.find()) {
                if (!matcher.group(2).matches("[a-z]+:.*")) {
                    links.add(new Link(page, matcher.group(1), matcher.group(2)));
                }
            }
        }
        return links;
    }

    private static String prose(Path page) throws IOException {
        return FENCE.matcher(Files.readString(page)).replaceAll("");
    }

    @Test
    void everyRelativeLinkLeadsToAFileOfTheRepositoryAndToAHeadingThere() throws IOException {
        Path root = Repository.root();
        Map<Path, Set<String>> anchors = new HashMap<>();
        List<String> broken = new ArrayList<>();
        List<Link> links = relativeLinks();
        for (Link link : links) {
            String[] parts = link.target().split("#", 2);
            Path target = parts[0].isEmpty()
                    ? link.page()
                    : link.page().resolveSibling(parts[0]).normalize();
            boolean found = target.startsWith(root) && Files.exists(target);
            if (found && parts.length == 2 && target.toString().endsWith(".md")) {
                Set<String> known = anchors.get(target);
                if (known == null) {
                    known = anchorsOf(target);
                    anchors.put(target, known);
                }
                found = known.contains(parts[1]);
            }
            if (!found) {
                broken.add(root.relativize(link.page()) + " -> " + link.target());
            }
        }
        assertThat(links).as("links followed").isNotEmpty();
        assertThat(broken).as("links that lead nowhere").isEmpty();
    }

    @Test
    void aLinkToAClassBearsItsName() throws IOException {
        List<String> misnamed = relativeLinks().stream()
                .filter(link ->
                        link.target().endsWith(".java") && !link.target().endsWith("package-info.java"))
                .filter(link -> !link.target().endsWith("/" + link.text().replace("`", "") + ".java"))
                .map(link -> link.text() + " -> " + link.target())
                .toList();
        assertThat(misnamed).isEmpty();
    }

    /** As GitHub makes them: lower case, punctuation dropped, spaces to hyphens. */
    private static Set<String> anchorsOf(Path page) throws IOException {
        Set<String> anchors = new HashSet<>();
        Matcher matcher = HEADING.matcher(prose(page));
        while (matcher.find()) {
            anchors.add(matcher.group(1)
                    .strip()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N} _-]", "")
                    .replace(' ', '-'));
        }
        return anchors;
    }
}
