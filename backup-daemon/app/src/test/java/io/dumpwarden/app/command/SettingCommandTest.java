package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.app.command.Cli.Outcome;
import io.dumpwarden.config.SettingsParser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SettingCommandTest {

  private final Cli cli = Cli.shared();

  @AfterEach
  void unset() {
    cli.given("setting", "unset", "secondary_marker");
  }

  @Test
  void everySettingIsListedWithItsStandard() {
    JsonNode list = cli.run("setting", "list", "--json").json();

    assertThat(list.findValuesAsText("name"))
        .containsExactlyInAnyOrderElementsOf(SettingsParser.NAMES.keySet());
    JsonNode marker = named(list, "secondary_marker");
    assertThat(marker.get("value").isNull()).isTrue();
    assertThat(marker.get("standard").asText()).isEqualTo("_secondary");
    assertThat(cli.run("setting", "list").out())
        .contains("companion_suffixes  -")
        .contains("_dmart,_temp,_archive");
  }

  @Test
  void isSetChangedShownAndUnset() {
    cli.given("setting", "set", "secondary_marker", "_copy");
    cli.given("setting", "set", "secondary_marker", "_replica");

    Outcome shown = cli.run("setting", "show", "secondary_marker", "--json");

    assertThat(shown.json().get("value").asText()).isEqualTo("_replica");
    assertThat(cli.platform().snapshots().get().settings().secondaryMarker()).isEqualTo("_replica");
    assertThat(cli.run("setting", "unset", "secondary_marker").out())
        .isEqualToIgnoringNewLines("unset secondary_marker");
    assertThat(cli.run("setting", "unset", "secondary_marker").out())
        .isEqualToIgnoringNewLines("secondary_marker is not set");
    assertThat(cli.platform().snapshots().get().settings().secondaryMarker())
        .isEqualTo("_secondary");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    for (String command : List.of("show", "unset")) {
      Outcome unknown = cli.run("setting", command, "secondary_markr");
      assertThat(unknown.exit()).isEqualTo(1);
      assertThat(unknown.err()).contains("did you mean 'secondary_marker'");
    }
    Outcome wrong = cli.run("setting", "set", "ticket_required", "perhaps");
    assertThat(wrong.exit()).isEqualTo(2);
    assertThat(wrong.err()).contains("'perhaps' is not true or false");
    Outcome blank = cli.run("setting", "set", "secondary_marker", " ");
    assertThat(blank.exit()).isEqualTo(2);
    assertThat(blank.err()).contains("use `setting unset secondary_marker`");
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode item : list) {
      if (item.get("name").asText().equals(name)) {
        return item;
      }
    }
    throw new AssertionError("no " + name + " in " + list);
  }
}
