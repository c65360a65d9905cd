package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageParserTest {

  @Test
  void aLocalStorageIsReadAsItIsWritten() {
    Storage storage =
        StorageParser.parse(
            SampleRows.local("disk", "settings", "{\"path\":\"/backups\",\"shared\":true}"));
    assertThat(storage.settings()).isEqualTo(Map.of("path", "/backups", "shared", "true"));
    assertThat(storage.type()).isEqualTo(StorageType.LOCAL);
    assertThat(storage.enabled()).isTrue();
    assertThat(storage.secretKey()).isNull();
  }

  @Test
  void anS3StorageIsReadAsItIsWritten() {
    Storage storage =
        StorageParser.parse(
            SampleRows.s3(
                "cloud",
                """
                {"endpoint": "http://127.0.0.1:9000", "region": "eu-1", "bucket": "my.back-ups",
                 "prefix": "a/b", "path_style": true, "access_key": "test-key", "sse": "kms",
                 "kms_key_id": "k", "part_size": "16MiB", "max_parts": 1000, "stall_limit": "5m"}
                """,
                "secret_key",
                "test-secret"));
    assertThat(storage.setting("part_size")).contains("16MiB");
    assertThat(storage.setting("max_parts")).contains("1000");
    assertThat(storage.toString()).doesNotContain("test-secret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|path",
        "{\"path\":\"backups\"}|path",
        "{\"path\":\"/\"}|path",
        "{\"path\":\"/a/../b\"}|path",
        "{\"path\":\"/b\",\"shared\":\"perhaps\"}|shared",
        "{\"path\":\"/b\",\"stall_limit\":\"0s\"}|stall_limit",
        "{\"path\":\"/b\",\"bucket\":\"x\"}|bucket"
      })
  void aSpoiledLocalSettingIsNamed(String settings, String field) {
    ParsersTest.assertProblem(
        StorageParser::parse, SampleRows.local("disk", "settings", settings), "settings." + field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bucket|ab",
        "bucket|Big",
        "bucket|a..b",
        "bucket|-abc",
        "bucket|192.168.1.1",
        "bucket|a_b_c",
        "endpoint|ftp://x",
        "endpoint|s3.example.com",
        "endpoint|http://a:b@c",
        "prefix|/a",
        "prefix|a/../b",
        "path_style|x",
        "access_key|alone",
        "ca_file|ca.pem",
        "sse|aes",
        "kms_key_id|k",
        "part_size|4MiB",
        "part_size|6GiB",
        "max_parts|10001",
        "stall_limit|5",
        "region|a\\nb",
        "storage_class|a\\nb",
        "object_lock_mode|strict",
        "object_lock_days|30"
      })
  void aSpoiledS3SettingIsNamed(String field, String value) {
    String bucket = field.equals("bucket") ? "" : "\"bucket\":\"backups\",";
    ConfigRow row = SampleRows.s3("cloud", "{%s\"%s\":\"%s\"}".formatted(bucket, field, value));
    ParsersTest.assertProblem(StorageParser::parse, row, "settings." + field);
  }

  @ParameterizedTest
  @CsvSource({"0", "36501", "1.5", "30d", "''"})
  void anObjectLockSaysForHowManyDays(String days) {
    String settings =
        "{\"bucket\":\"backups\",\"object_lock_mode\":\"governance\",\"object_lock_days\":\"%s\"}";
    ParsersTest.assertProblem(
        StorageParser::parse,
        SampleRows.s3("cloud", settings.formatted(days)),
        "settings.object_lock_days");
    assertThat(
            StorageParser.parse(SampleRows.s3("cloud", settings.formatted("36500")))
                .setting("object_lock_days"))
        .contains("36500");
  }

  @Test
  void anUnknownSettingIsToldTheNearest() {
    ConfigRow row = SampleRows.s3("cloud", "{\"bucket\":\"backups\",\"regoin\":\"eu-1\"}");
    assertThat(ParsersTest.refused(StorageParser::parse, row))
        .hasMessage(
            "storage cloud: settings.regoin: there is no such setting, did you mean 'region'");
  }

  @Test
  void aSecretKeyNeedsItsAccessKeyAndALocalStorageNeedsNone() {
    ParsersTest.assertProblem(
        StorageParser::parse,
        SampleRows.s3("cloud", "{\"bucket\":\"backups\"}", "secret_key", "test-secret"),
        "settings.access_key");
    ParsersTest.assertProblem(
        StorageParser::parse, SampleRows.local("disk", "secret_key", "test-secret"), "secret_key");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "path=/backups",
        "[]",
        "{\"path\":[\"/b\"]}",
        "{\"path\":\"/b\"} x",
        "{\"path\":\"/b\",\"path\":\"/c\"}"
      })
  void settingsAreAnObjectOfTexts(String settings) {
    ParsersTest.assertProblem(
        StorageParser::parse, SampleRows.local("disk", "settings", settings), "settings");
  }
}
