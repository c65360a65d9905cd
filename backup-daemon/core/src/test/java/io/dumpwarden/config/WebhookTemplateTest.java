package io.dumpwarden.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookTemplateTest {

  @Test
  void namesAreFilledInAndTheRestStays() {
    Map<String, String> values =
        Map.of("title", "a \"b\" \\ $1\n\u0000\ud800", "json", "{\"x\":1}");

    assertThat(
            WebhookTemplate.parse(
                    "{\"t\":\"{{ title }}\",\"e\":\"{{event}}\",\"j\":{{json}}} {x} }}")
                .fill(values, WebhookContent.JSON))
        .isEqualTo(
            "{\"t\":\"a \\\"b\\\" \\\\ $1\\u000a\\u0000\\ud800\",\"e\":\"\",\"j\":{\"x\":1}} {x} }}");
  }

  @Test
  void valuesAreNoTemplates() {
    assertThat(
            WebhookTemplate.parse("{{title}}")
                .fill(Map.of("title", "{{key}}", "key", "x"), WebhookContent.TEXT))
        .isEqualTo("{{key}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{}}", "{{secret}}", "{{title|raw}}", "{{#each lines}}", "{{title\n}} {{x}}"})
  void anythingElseIsRefused(String template) {
    assertThatThrownBy(() -> WebhookTemplate.parse(template))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not known; known are at, channel, database,");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, JSON",
    "Application/JSON; charset=UTF-8, JSON",
    "application/vnd.x.v1+json, JSON",
    "application/x-www-form-urlencoded, FORM",
    "text/plain;charset=utf-8, TEXT"
  })
  void contentTypesThatValuesAreEscapedFor(String type, WebhookContent content) {
    assertThat(WebhookContent.of(type)).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "", "text/plain; charset=latin1", "json"})
  void othersAreRefused(String type) {
    assertThatThrownBy(() -> WebhookContent.of(type)).isInstanceOf(IllegalArgumentException.class);
  }
}
