package io.dumpwarden.admin.page;

import io.dumpwarden.admin.desk.CheckDesk;
import io.dumpwarden.config.BackupSpecParser;
import io.dumpwarden.config.Glob;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Selection;
import io.dumpwarden.config.Server;
import io.dumpwarden.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What servers hold, as they were last seen, and what of it a selection means.
 *
 * @param error why the selection cannot be read; null where it can
 * @param databases how many are selected, on how many servers
 * @param bytes how large those are
 * @param unseen servers that were never scanned, and those beyond the first
 * @param choices the databases there are, by name
 */
public record DatabaseLook(
    @Nullable String error,
    int databases,
    int servers,
    long bytes,
    List<String> unseen,
    int notLooked,
    List<Choice> choices,
    boolean cut) {

  /** Reading the scans of more would take too long while somebody types. */
  private static final int SERVERS = 20;

  private static final int SHOWN = 300;

  /** The columns that say which databases are meant. */
  private static final Set<String> COLUMNS =
      Set.of(
          "mode",
          "file_mode",
          "include_databases",
          "exclude_databases",
          "include_system",
          "companions",
          "name_prefix");

  /**
   * A database that servers have.
   *
   * @param value what names it and no other in a list
   * @param servers how many have it
   * @param selected whether the selection means it, on one of them at least
   */
  public record Choice(String name, String value, int servers, long bytes, boolean selected) {}

  private static final class Found {
    private int servers;
    private long bytes;
    private boolean selected;
  }

  /**
   * Looks at the last scans.
   *
   * @param columns a schedule's, by name
   */
  static DatabaseLook of(
      List<Server> servers,
      Map<String, @Nullable String> columns,
      Settings settings,
      CheckDesk checks) {
    Map<String, @Nullable String> own = new TreeMap<>(columns);
    own.keySet().retainAll(COLUMNS);
    Selection selection = null;
    String error = null;
    try {
      selection = BackupSpecParser.parse(own).selection();
    } catch (InvalidConfigException e) {
      error = e.problems().get(0).message();
    }
    return look(servers, selection, error, settings, checks);
  }

  private static DatabaseLook look(
      List<Server> servers,
      @Nullable Selection selection,
      @Nullable String error,
      Settings settings,
      CheckDesk checks) {
    Map<String, Found> all = new TreeMap<>();
    List<String> unseen = new ArrayList<>();
    int databases = 0;
    int with = 0;
    long bytes = 0;
    List<Server> asked = servers.subList(0, Math.min(SERVERS, servers.size()));
    for (Server server : asked) {
      Map<String, Long> present = checks.lastSizes(server.name());
      if (present.isEmpty()) {
        unseen.add(server.name());
      }
      Set<String> chosen = chosen(present, selection, settings);
      databases += chosen.size();
      with += chosen.isEmpty() ? 0 : 1;
      for (Map.Entry<String, Long> database : present.entrySet()) {
        boolean selected = chosen.contains(database.getKey());
        bytes += selected ? database.getValue() : 0;
        add(
            all.computeIfAbsent(database.getKey(), n -> new Found()),
            database.getValue(),
            selected);
      }
    }
    return new DatabaseLook(
        error,
        databases,
        with,
        bytes,
        List.copyOf(unseen),
        servers.size() - asked.size(),
        choices(all),
        all.size() > SHOWN);
  }

  private static void add(Found found, long bytes, boolean selected) {
    found.servers++;
    found.bytes += bytes;
    found.selected |= selected;
  }

  private static List<Choice> choices(Map<String, Found> all) {
    return all.entrySet().stream()
        .limit(SHOWN)
        .map(
            each ->
                new Choice(
                    each.getKey(),
                    Glob.literal(each.getKey()).pattern(),
                    each.getValue().servers,
                    each.getValue().bytes,
                    each.getValue().selected))
        .toList();
  }

  private static Set<String> chosen(
      Map<String, Long> present, @Nullable Selection selection, Settings settings) {
    return selection == null
        ? Set.of()
        : new TreeSet<>(selection.of(List.copyOf(present.keySet()), settings).databases());
  }
}
