package io.dumpwarden.dump;

import io.dumpwarden.script.SqlHead;
import io.dumpwarden.source.BinlogPosition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the position of the binary log out of a dump: from its header, where it stands in comments
 * or in statements, and for MariaDB's GTIDs also from its end. In between, a table's name could
 * make a comment look like it.
 */
final class HeaderPosition {

  private static final Pattern FILE_AND_POSITION =
      Pattern.compile(
          "(?:-- )?CHANGE (?:MASTER|REPLICATION SOURCE) TO (?:MASTER|SOURCE)_LOG_FILE='([^']+)', (?:MASTER|SOURCE)_LOG_POS=(\\d{1,18});?\\s*");

  private static final Pattern MARIADB_GTID =
      Pattern.compile("(?:-- )?SET GLOBAL gtid_slave_pos='([^']*)';?\\s*");

  private static final Pattern MYSQL_GTID =
      Pattern.compile("(?s)(?:/\\* )?SET @@GLOBAL\\.GTID_PURGED=(.*)");

  private static final Pattern TEXT = Pattern.compile("'\\+?([^']*)'");
  private static final String LATER = "-- The deferred gtid setting for slave";

  /** The last one is what stands behind a comment. */
  private static final Set<String> HEADER_VERBS = Set.of("SET", "CHANGE", ";");

  private static final List<String> FIRST_OBJECT =
      List.of(
          "-- Current Database:",
          "-- Table structure for",
          "-- Temporary",
          "-- Sequence structure for",
          "-- Dumping ",
          "-- Final view structure");

  private boolean inHeader = true;
  private boolean atEnd;
  private @Nullable String gtid;
  private @Nullable String file;
  private @Nullable Long position;

  boolean inHeader() {
    return inHeader;
  }

  Optional<BinlogPosition> position(boolean exact) {
    BinlogPosition found = new BinlogPosition(gtid, file, position, exact);
    return found.namesNone() ? Optional.empty() : Optional.of(found);
  }

  void comment(SqlHead head) {
    inHeader = inHeader && FIRST_OBJECT.stream().noneMatch(head::startsWith);
    atEnd = atEnd || head.startsWith(LATER);
    see(head);
  }

  /**
   * @param verb its first keyword
   */
  void statement(String verb, SqlHead head) {
    see(head);
    inHeader = inHeader && HEADER_VERBS.contains(verb);
  }

  private void see(SqlHead head) {
    if (inHeader || atEnd) {
      String text = head.text();
      mariaDbGtid(text);
      if (inHeader) {
        fileAndPosition(text);
        mySqlGtid(text, head);
      }
    }
  }

  private void mariaDbGtid(String text) {
    Matcher matcher = MARIADB_GTID.matcher(text);
    if (matcher.matches()) {
      gtid = matcher.group(1).isEmpty() ? null : matcher.group(1);
    }
  }

  private void fileAndPosition(String text) {
    Matcher matcher = FILE_AND_POSITION.matcher(text);
    if (matcher.matches()) {
      file = matcher.group(1);
      position = Long.valueOf(matcher.group(2));
    }
  }

  /** One text, or two for servers that add to what they have; a part of it would be wrong. */
  private void mySqlGtid(String text, SqlHead head) {
    Matcher matcher = MYSQL_GTID.matcher(text);
    if (matcher.matches() && !head.isCut()) {
      String found =
          TEXT.matcher(matcher.group(1))
              .results()
              .map(part -> part.group(1))
              .collect(Collectors.joining())
              .replaceAll("\\s", "");
      gtid = found.isEmpty() ? null : found;
    }
  }
}
