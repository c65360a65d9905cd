package io.dumpwarden.app.command;

import io.dumpwarden.view.Bytes;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Databases offered to a person, who answers with numbers, ranges ({@code 1,3-5}) and names, or
 * narrows the list with a part of a name.
 *
 * @param one whether exactly one is to be picked
 */
record PickList(List<SizedDatabase> offered, boolean one) {

  private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");
  private static final Pattern SPACED_RANGE = Pattern.compile("(\\d)\\s*-\\s*(\\d)");

  /** What an answer comes to. */
  sealed interface Answer {

    /** These were picked, each once. */
    record Picked(List<String> names) implements Answer {}

    /** Another list is to be shown. */
    record Narrowed(PickList list) implements Answer {}

    /** It has no meaning here. */
    record Unclear(String why) implements Answer {}
  }

  void print(PrintWriter out) {
    Table table = new Table("NO", "DATABASE", "SIZE");
    for (int i = 0; i < offered.size(); i++) {
      table.row(i + 1, offered.get(i).name(), Bytes.text(offered.get(i).bytes()));
    }
    table.print(out);
  }

  Answer read(String text) {
    String answer = text.strip();
    if (names().contains(answer)) {
      // also where the name holds what would part two
      return picked(List.of(answer));
    }
    Set<String> picks = new LinkedHashSet<>();
    String tight = SPACED_RANGE.matcher(answer).replaceAll("$1-$2");
    for (String part : tight.split(tight.contains(",") ? "\\s*,\\s*" : "\\s+")) {
      Optional<List<String>> named = part(part);
      if (named.isEmpty()) {
        return narrowed(answer);
      }
      picks.addAll(named.get());
    }
    return picked(List.copyOf(new ArrayList<>(picks)));
  }

  private Answer picked(List<String> picks) {
    return one && picks.size() != 1
        ? new Answer.Unclear("pick exactly one")
        : new Answer.Picked(picks);
  }

  private Answer narrowed(String part) {
    String wanted = part.toLowerCase(Locale.ROOT);
    List<SizedDatabase> fewer =
        offered.stream().filter(d -> d.name().toLowerCase(Locale.ROOT).contains(wanted)).toList();
    return fewer.isEmpty()
        ? new Answer.Unclear("'%s' is no number or name of the list".formatted(part))
        : new Answer.Narrowed(new PickList(fewer, one));
  }

  /** The names that a number, a range or a name means; empty where it is none of them. */
  private Optional<List<String>> part(String text) {
    Matcher range = RANGE.matcher(text);
    if (names().contains(text)) {
      return Optional.of(List.of(text));
    }
    if (!range.matches()) {
      return Optional.empty();
    }
    int first = Integer.parseInt(range.group(1));
    int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
    if (first < 1 || last > offered.size() || first > last) {
      return Optional.empty();
    }
    return Optional.of(
        IntStream.rangeClosed(first, last).mapToObj(n -> offered.get(n - 1).name()).toList());
  }

  private List<String> names() {
    return offered.stream().map(SizedDatabase::name).toList();
  }
}
