package io.dumpwarden.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.storage.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataUrlTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:mysql://db/meta, jdbc:mariadb://",
    "jdbc:mariadb:replication://a/meta, jdbc:mariadb://",
    "postgres://db/meta, jdbc:mariadb://",
    "jdbc:mariadb://db:3306, host:3306/database",
    "jdbc:mariadb://ann:pw-in-url@db/meta, without an account",
    "jdbc:mariadb://db/meta?password=pw-in-url, DUMPWARDEN_METADATA_PASSWORD",
    "jdbc:mariadb://db/meta?user=ann, DUMPWARDEN_METADATA_USER",
    "jdbc:mariadb://db/meta?allowLocalInfile=true, allowLocalInfile",
    "jdbc:mariadb://db/meta?ALLOWlocalINFILE, allowLocalInfile",
    "jdbc:mariadb://db/meta?allowLocalInfile=1&allowLocalInfile=false, allowLocalInfile"
  })
  void refusesWhatCannotWorkOrIsDangerous(String url, String words) {
    assertThatThrownBy(() -> new MetadataSettings(url, "u", Secret.of("test-password"), 10))
        .hasMessageContaining(words)
        .message()
        .doesNotContain("pw-in-url");
  }

  @Test
  void keepsTheOperatorsOptionsButNotItsHoles() {
    String url =
        MetadataUrl.parse("jdbc:mariadb://db:1/m?sslMode=trust&socketTimeout=9")
            .forDriver(Map.of("socketTimeout", "30000"));
    assertThat(url)
        .startsWith("jdbc:mariadb://db:1/m?")
        .contains("sslMode=trust", "socketTimeout=9", "allowLocalInfile=false")
        .doesNotContain("30000", "allowPublicKeyRetrieval");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:3306", "localhost", "[::1]:3306", "127.1.2.3"})
  void needsNoTlsToItself(String host) {
    assertThat(MetadataUrl.parse("jdbc:mariadb://" + host + "/m").forDriver(Map.of()))
        .contains("sslMode=disable", "allowPublicKeyRetrieval=true");
  }

  @Test
  void asksForTlsElsewhere() {
    assertThat(MetadataUrl.parse("jdbc:mariadb://127.0.0.1.example.org/m").forDriver(Map.of()))
        .doesNotContain("sslMode");
  }

  @ParameterizedTest
  @CsvSource({
    "5.7.44, MySQL 5.7.44",
    "8.0.12, MySQL 8.0.12",
    "10.5.29-MariaDB-log, MariaDB 10.5.29",
    "5.5.5-10.3.1-MariaDB, MariaDB 10.3.1"
  })
  void refusesServersThatAreTooOld(String version, String named) {
    assertThatThrownBy(() -> EngineVersion.parse(version).requireSupported())
        .isInstanceOfSatisfying(
            DumpwardenException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
        .hasMessageContaining(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"8.0.13", "8.4.2", "9.5.0-commercial", "10.6.0-MariaDB", "5.5.5-11.4.5-MariaDB"})
  void takesTheOthers(String version) {
    assertThatCode(() -> EngineVersion.parse(version).requireSupported())
        .doesNotThrowAnyException();
  }
}
