package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
    assertThat(selected(Map.of(), present)).containsExactly("shop", "crm", "app");
    assertThat(selected(Map.of("include_databases", "*", "exclude_databases", " "), present))
        .containsExactly("shop", "crm", "app");
  }

  @Test
  void includedByPatternAndNotExcluded() {
    List<String> present = List.of("shop", "shop_test", "crm", "m", "a,b", "m*");
    assertThat(
            selected(
                Map.of("include_databases", "shop*,m?,a\\,b", "exclude_databases", "*_test"),
                present))
        .containsExactly("shop", "a,b", "m*");
  }

  @Test
  void namesThatDoNotExistAreReported() {
    assertThat(
            selection(
                    Map.of("include_databases", "shop,nope,zz*,nope", "exclude_databases", "gone"))
                .of(List.of("shop"), Settings.STANDARD)
                .unknown())
        .containsExactly("nope");
  }

  @Test
  void askingForAServersOwnDatabaseIsRefused() {
    assertThatThrownBy(() -> selection(Map.of("include_databases", "shop,MySQL")))
        .hasMessageContaining("MySQL is the server's own database");
  }

  @Test
  void whatAModeDoesNotTakeIsRefused() {
    assertThatThrownBy(() -> selection(Map.of("mode", "filter")))
        .hasMessageContaining("mode filter needs names or patterns");
    assertThatThrownBy(() -> selection(Map.of("mode", "single", "include_databases", "shop*")))
        .hasMessageContaining("mode single needs exactly one name");
    assertThatThrownBy(() -> selection(Map.of("mode", "all", "include_databases", "shop")))
        .hasMessageContaining("mode all takes no list");
    assertThatThrownBy(() -> selection(Map.of("mode", "all", "file_mode", "multi-file")))
        .hasMessageContaining("file_mode: is for mode filter, not all");
    assertThatThrownBy(() -> selection(Map.of("mode", "separated", "name_prefix", "shop")))
        .hasMessageContaining("name_prefix: is for modes primary and secondary, not separated");
  }

  @Test
  void modesWriteOneFileOrOneEach() {
    assertThat(selection(Map.of("mode", "all")).singleFile()).isTrue();
    assertThat(selection(Map.of("mode", "separated")).singleFile()).isFalse();
    assertThat(selection(Map.of("include_databases", "a")).singleFile()).isFalse();
    assertThat(
            selection(Map.of("include_databases", "a,b", "file_mode", "single-file")).singleFile())
        .isTrue();
  }

  private static List<String> selected(
      Map<String, @Nullable String> columns, List<String> present) {
    return selection(columns).of(present, Settings.STANDARD).databases();
  }

  private static Selection selection(Map<String, @Nullable String> columns) {
    return BackupSpecParser.parse(columns).selection();
  }
}
