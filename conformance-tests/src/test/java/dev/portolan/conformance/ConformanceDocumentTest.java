package dev.portolan.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/conformance.md lists the rules there are. */
final class ConformanceDocumentTest {

    private static final Path FILE = Path.of("../docs/conformance.md");
    private static final String BEGIN = "<!-- made from the rules by ConformanceDocumentTest -->\n";
    private static final String END = "<!-- end of the rules -->";

    @Test
    void the_document_lists_every_rule() throws IOException {
        String document = Files.readString(FILE);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        int end = document.indexOf(END);
        String table = table();
        if (Boolean.getBoolean("portolan.update")) {
            document = document.substring(0, begin) + table + document.substring(end);
            Files.writeString(FILE, document);
            end = document.indexOf(END);
        }
        assertEquals(
                document.substring(begin, end),
                table,
                "the rules have changed: if they were meant to, run mvn test -pl conformance-tests -am"
                        + " -Dtest=ConformanceDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -Dportolan.update=true");
    }

    private static String table() {
        return "\nFor adapters:\n\n" + table(Suite.RULES) + "\nFor functions:\n\n" + table(HandlerRules.ALL) + "\n";
    }

    private static String table(List<? extends Rule<?>> rules) {
        StringBuilder table = new StringBuilder("| rule | | demands | if this fails, look at |\n|---|---|---|---|\n");
        for (Rule<?> rule : rules) {
            String link = rule.link().startsWith("docs/") ? rule.link().substring("docs/".length()) : rule.link();
            table.append("| ").append(link.equals("conformance.md") ? rule.id() : "[" + rule.id() + "](" + link + ")");
            table.append(" | ").append(rule.strength()).append(" | ").append(rule.sentence());
            table.append(" | ").append(rule.lookAt()).append(" |\n");
        }
        return table.toString();
    }

    @Test
    void the_pom_to_copy_names_the_versions_that_this_build_has() throws IOException {
        String document = Files.readString(FILE);
        Map.of(
                        "portolan-conformance-tests",
                        "portolan.version",
                        "junit-jupiter",
                        "junit.version",
                        "maven-compiler-plugin",
                        "compiler.version",
                        "maven-surefire-plugin",
                        "surefire.version")
                .forEach((artifact, version) -> {
                    String named = "<artifactId>" + artifact + "</artifactId>\\s+<version>"
                            + Pattern.quote(System.getProperty(version)) + "</version>";
                    assertTrue(Pattern.compile(named).matcher(document).find(), named);
                });
    }

    @Test
    void rules_are_sentences_with_numbers_that_nobody_else_has() {
        List<Rule<?>> rules = new ArrayList<>(Suite.RULES);
        rules.addAll(HandlerRules.ALL);
        Set<String> ids = new TreeSet<>();
        for (Rule<?> rule : rules) {
            assertTrue(ids.add(rule.id()), rule.id());
            assertTrue(rule.id().matches("[A-Z]{2,3}_[0-9]{2}"), rule.id());
            assertTrue(rule.sentence().matches("[A-Z].*\\."), rule.id());
            assertTrue(rule.lookAt().matches("[a-z].*\\."), rule.id());
            assertTrue(
                    rule.link().startsWith("https://") || Files.exists(Path.of("..", rule.link())),
                    rule.id() + " " + rule.link());
        }
    }

    @Test
    void exceptions_are_from_rules_that_there_are() {
        Set<String> ids = new TreeSet<>();
        Suite.RULES.forEach(rule -> ids.add(rule.id()));
        for (Fixture fixture : Fixtures.all()) {
            for (String id : fixture.facts().exceptions()) {
                assertTrue(ids.contains(id), fixture.source() + " is excepted from " + id);
            }
        }
    }
}
