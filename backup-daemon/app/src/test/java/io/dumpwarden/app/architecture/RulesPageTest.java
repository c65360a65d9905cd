package io.dumpwarden.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** docs/rules.md names a test for each rule, and each is there. */
class RulesPageTest {

  private static final Pattern RULE = Pattern.compile("(?m)^## (\\d+)\\. ");
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract))(?:\\.(\\w+))?`");

  @Test
  void everyRuleNamesATest() throws IOException {
    String[] rules = page().split("(?m)^## (?=\\d)");

    assertThat(RULE.matcher(page()).results().map(m -> Integer.parseInt(m.group(1))))
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    assertThat(List.of(rules).subList(1, rules.length))
        .allSatisfy(rule -> assertThat(TEST.matcher(rule).find()).as(rule).isTrue());
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    Set<String> classes =
        Sources.javaFiles(House.CHECKOUT, "src/test/java").stream()
            .map(file -> file.getFileName().toString().replace(".java", ""))
            .collect(Collectors.toSet());

    assertThat(TEST.matcher(page()).results().map(m -> m.group(1)).distinct()).isSubsetOf(classes);
  }

  @Test
  void everyMethodThatIsNamedIsThere() throws IOException {
    List<MatchResult> named =
        TEST.matcher(page()).results().filter(m -> m.group(2) != null).toList();

    for (MatchResult test : named) {
      assertThat(source(test.group(1))).as(test.group()).contains(" " + test.group(2) + "(");
    }
  }

  private static String source(String className) throws IOException {
    return Files.readString(
        Sources.javaFiles(House.CHECKOUT, "src/test/java").stream()
            .filter(file -> file.endsWith(className + ".java"))
            .findFirst()
            .orElseThrow(() -> new AssertionError("there is no " + className)));
  }

  private static String page() throws IOException {
    return Files.readString(House.CHECKOUT.resolve("docs/rules.md"));
  }
}
