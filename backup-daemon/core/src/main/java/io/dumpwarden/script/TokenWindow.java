package io.dumpwarden.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A token of a statement with those around it. */
final class TokenWindow {

  private static final int AROUND = 3;

  private final SqlTokens tokens;
  private final Deque<SqlToken> before = new ArrayDeque<>();
  private final List<SqlToken> ahead = new ArrayList<>();
  private boolean inUnion;

  TokenWindow(SqlTokens tokens) {
    this.tokens = tokens;
  }

  /** Goes on to the next token; false at the end. */
  boolean advance() {
    if (!ahead.isEmpty()) {
      before.addFirst(ahead.remove(0));
      if (before.size() > AROUND) {
        before.removeLast();
      }
    }
    fill(0);
    if (ahead.isEmpty()) {
      return false;
    }
    String now = now().keyword();
    inUnion = now.equals("UNION") || inUnion && !now.equals(")");
    return true;
  }

  SqlToken now() {
    return ahead.get(0);
  }

  /** In the list of tables of {@code UNION=(`db`.`t`,`db`.`u`)}. */
  boolean isInUnion() {
    return inUnion;
  }

  /** The keyword or sign so many places ahead; empty for what stands in quotes. */
  String behind(int places) {
    return at(places).map(SqlToken::keyword).orElse("");
  }

  /** Where the token so many places ahead ends, or the last one before. */
  int endBehind(int places) {
    fill(places);
    return ahead.get(Math.min(places, ahead.size() - 1)).end();
  }

  String before(int places) {
    return before.stream().skip(places - 1L).findFirst().map(SqlToken::keyword).orElse("");
  }

  /** Whether it is the first part of a name of two or three. */
  boolean isQualifier() {
    return (now().quoted() ? now().quote() != '\'' : now().text().length() > 0)
        && behind(1).equals(".")
        && !before(1).equals(".");
  }

  private Optional<SqlToken> at(int places) {
    fill(places);
    return places < ahead.size() ? Optional.of(ahead.get(places)) : Optional.empty();
  }

  private void fill(int places) {
    while (ahead.size() <= places) {
      Optional<SqlToken> next = tokens.next();
      if (next.isEmpty()) {
        return;
      }
      ahead.add(next.get());
    }
  }
}
