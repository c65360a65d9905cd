package io.dumpwarden.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.dumpwarden.admin.route.BodyFields;
import io.dumpwarden.config.BackupSpecParser;
import io.dumpwarden.form.RowForms;
import io.dumpwarden.run.RunRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a backup is to be made, as JSON: named as schedules name it. */
final class SpecBody {

  private static final String OPTIONS = "dump_options";

  private SpecBody() {}

  /**
   * The words by the names of a schedule's columns. A list stands for its items with commas between
   * them, each a pattern.
   */
  static Map<String, String> read(BodyFields body) {
    Map<String, String> words = new LinkedHashMap<>();
    for (String column : BackupSpecParser.COLUMNS) {
      String name = RowForms.SCHEDULE.jsonName(column);
      JsonNode value = body.value(name);
      if (value != null) {
        word(body, name, value, words, column);
      }
    }
    List<String> storages = body.texts(RunRequest.STORAGES);
    if (!storages.isEmpty()) {
      words.put(RunRequest.STORAGES, String.join(",", storages));
    }
    return words;
  }

  private static void word(
      BodyFields body, String name, JsonNode value, Map<String, String> words, String column) {
    if (value.isValueNode()) {
      words.put(column, value.asText());
      return;
    }
    List<String> items = new ArrayList<>();
    value.forEach(each -> items.add(each.asText()));
    if (!value.isArray() || items.stream().anyMatch(String::isBlank)) {
      body.problem(name, "must be a text, a number, true or false, or a list of texts");
      return;
    }
    words.put(
        column,
        String.join(
            ",", column.equals(OPTIONS) ? items : items.stream().map(SpecBody::escaped).toList()));
  }

  /** A comma in a pattern is part of it. */
  private static String escaped(String pattern) {
    return pattern.replaceAll("(?<!\\\\),", "\\\\,");
  }
}
