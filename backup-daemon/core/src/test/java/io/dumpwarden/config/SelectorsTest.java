package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorsTest {

  private static final Server SHOP =
      ServerParser.parse(SampleRows.server("shop-1", "labels", "env=prod, tier=1"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*|true",
        "all|true",
        "shop-1|true",
        "crm, shop-1|true",
        "shop-*|true",
        "shop|false",
        "Shop-1|false",
        "label:env=prod|true",
        "label:env=prod+tier=1|true",
        "label:env=prod+tier=2|false",
        "label:env=test,label:tier=1|true",
        "label:env=pro*|false"
      })
  void serversAreChosenByNamePatternOrLabels(String text, boolean expected) {
    assertThat(ServerSelector.parse(text).matches(SHOP)).isEqualTo(expected);
  }

  @Test
  void namesWrittenOutAreKnownSoThatTheirServersCanBeLookedFor() {
    assertThat(ServerSelector.parse("shop,crm-*,label:env=prod,all,a\\,b").plainNames())
        .containsExactly("a,b", "shop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " , ", "label:env", "label:=prod", "label:env=", "label:a=b+"})
  void aSelectorOfNothingIsRefused(String text) {
    assertThatThrownBy(() -> ServerSelector.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void allButTheServersOwnDatabasesInTheirOrder() {
    List<String> present = List.of("shop", "mysql", "crm", "SYS", "Information_Schema", "app");
    assertThat(DatabaseSelector.parse(null, null).select(present))
        .containsExactly("shop", "crm", "app");
    assertThat(DatabaseSelector.parse("*", " ").select(present))
        .containsExactly("shop", "crm", "app");
  }

  @Test
  void includedByPatternAndNotExcluded() {
    List<String> present = List.of("shop", "shop_test", "crm", "m", "a,b", "m*");
    assertThat(DatabaseSelector.parse("shop*,m?,a\\,b", "*_test").select(present))
        .containsExactly("shop", "a,b", "m*");
  }

  @Test
  void namesThatDoNotExistAreReported() {
    assertThat(DatabaseSelector.parse("shop,nope,zz*,nope", "gone").unmatched(List.of("shop")))
        .containsExactly("nope");
  }

  @Test
  void askingForAServersOwnDatabaseIsRefused() {
    assertThatThrownBy(() -> DatabaseSelector.parse("shop,MySQL", null))
        .hasMessageContaining("MySQL is the server's own database");
  }
}
