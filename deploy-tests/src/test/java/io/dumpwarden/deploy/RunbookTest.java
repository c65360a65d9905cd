package io.dumpwarden.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whoever is woken finds a section, and no section is about what is not there. */
class RunbookTest {

  private static final Pattern LINK = Pattern.compile("\\]\\(#([^)]+)\\)");

  private final List<PromRules.Alert> alerts = PromRules.read().alerts();
  private final Runbook runbook = new Runbook(Checkout.text(Runbook.FILE), alerts);

  @Test
  void whatIsGeneratedIsAsItWouldBeGeneratedNow() throws IOException {
    if (Boolean.getBoolean("runbook.write")) {
      Files.writeString(Checkout.file(Runbook.FILE), runbook.anew());
    }
    assertThat(Checkout.text(Runbook.FILE)).isEqualTo(runbook.anew());
  }

  @Test
  void everyAlertAndEveryErrorCodeHasAdviceAndNothingElseHas() {
    List<String> names = new ArrayList<>();
    alerts.forEach(alert -> names.add(alert.name()));
    Arrays.stream(ErrorCode.values()).map(ErrorCode::code).forEach(names::add);

    assertThat(runbook.advice().keySet()).containsExactlyElementsOf(names);
    assertThat(runbook.advice())
        .allSatisfy((name, advice) -> assertThat(advice).as(name).hasSizeGreaterThan(30));
  }

  @Test
  void linksLeadSomewhere() {
    List<String> anchors = new ArrayList<>(List.of("alerts", "error-codes"));
    runbook.advice().keySet().forEach(name -> anchors.add(name.toLowerCase(java.util.Locale.ROOT)));
    Matcher link = LINK.matcher(Checkout.text(Runbook.FILE));
    while (link.find()) {
      assertThat(anchors).contains(link.group(1));
    }
  }
}
