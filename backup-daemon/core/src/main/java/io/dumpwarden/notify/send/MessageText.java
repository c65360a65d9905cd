package io.dumpwarden.notify.send;

import io.dumpwarden.notify.Notice;
import io.dumpwarden.view.Ages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A notice in words for people: each of its parts is one line, however its names look. */
record MessageText(Notice notice) {

  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_LINE = 1000;
  private static final int MOST_LINES = 60;

  /** Tells at a glance what kind of notice it is. */
  String subject() {
    return prefix() + Words.cut(Words.oneLine(notice.title()), LONGEST_TITLE);
  }

  private String prefix() {
    return switch (notice.kind()) {
      case PROBLEM ->
          switch (notice.severity()) {
            case CRITICAL -> "Critical: ";
            case WARNING -> "Warning: ";
            case INFO -> "";
          };
      case REPEATED -> "Reminder: ";
      case RECOVERED -> "Recovered: ";
      case DIGEST, TEST, PING_START, PING_SUCCESS, PING_FAIL -> "";
    };
  }

  /** Reason, hint and what to do, as the notice has them; the rest of very many are counted. */
  List<String> lines() {
    List<String> all = notice.lines();
    List<String> lines = new ArrayList<>();
    all.stream()
        .limit(MOST_LINES)
        .map(line -> Words.cut(Words.oneLine(line), LONGEST_LINE))
        .forEach(lines::add);
    if (all.size() > MOST_LINES) {
      lines.add("… and %d more lines".formatted(all.size() - MOST_LINES));
    }
    return lines;
  }

  /** What it is about and since when, by label. */
  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    put(facts, "Server", notice.about().server());
    put(facts, "Schedule", notice.about().schedule());
    put(facts, "Storage", notice.about().storage());
    put(facts, "Database", notice.about().database());
    put(facts, "Run", notice.about().runId());
    if (notice.since() != null && isStanding()) {
      facts.put("Since", Ages.withAge(notice.since(), notice.at()));
    }
    return facts;
  }

  private boolean isStanding() {
    return notice.kind() == Notice.Kind.PROBLEM || notice.kind() == Notice.Kind.REPEATED;
  }

  private static void put(Map<String, String> facts, String label, @Nullable String value) {
    if (value != null) {
      facts.put(label, Words.cut(Words.oneLine(value), LONGEST_TITLE));
    }
  }

  /** All but the subject. */
  String body() {
    String facts =
        facts().entrySet().stream()
            .map(fact -> fact.getKey() + ": " + fact.getValue())
            .collect(Collectors.joining("\n"));
    String lines = String.join("\n", lines());
    return lines.isEmpty() || facts.isEmpty() ? lines + facts : lines + "\n\n" + facts;
  }

  /** All of it. */
  String whole() {
    return body().isEmpty() ? subject() : subject() + "\n\n" + body();
  }
}
