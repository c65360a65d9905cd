package io.dumpwarden.app;

import io.dumpwarden.config.Flavor;
import io.dumpwarden.config.Glob;
import io.dumpwarden.config.TableGlob;
import io.dumpwarden.restore.Difference;
import io.dumpwarden.restore.RestorePlan;
import io.dumpwarden.restore.RestoreRequest;
import io.dumpwarden.script.Rewrite;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The words in which people say what is to be restored: the same on every way in. */
public final class RestoreWords {

  /** Whichever rewrites the differences between the servers call for. */
  public static final String AS_NEEDED = "all";

  private static final String COLLATIONS = "collations";

  private RestoreWords() {}

  /**
   * A table: {@code database.table}, or {@code table} alone where one database is held.
   *
   * @param held the databases that the backup holds
   * @throws IllegalArgumentException where it is none
   */
  public static TableGlob table(String text, List<String> held) {
    if (text.indexOf('.') < 0 && held.size() == 1) {
      return new TableGlob(Glob.literal(held.get(0)), new Glob(text));
    }
    return TableGlob.parse(text);
  }

  /**
   * Rewrites by their ids; {@link #AS_NEEDED} is left to the plan.
   *
   * @param target what {@code collations} are rewritten for
   * @throws IllegalArgumentException where there is no such rewrite
   */
  public static Set<Rewrite> rewrites(List<String> ids, Flavor target) {
    Set<Rewrite> chosen = EnumSet.noneOf(Rewrite.class);
    for (String text : ids) {
      String id = text.strip().toLowerCase(Locale.ROOT);
      if (id.equals(COLLATIONS)) {
        chosen.add(
            target == Flavor.MARIADB
                ? Rewrite.COLLATIONS_FOR_MARIADB
                : Rewrite.COLLATIONS_FOR_MYSQL);
      } else if (!id.equals(AS_NEEDED)) {
        chosen.add(rewrite(id));
      }
    }
    return chosen;
  }

  private static Rewrite rewrite(String id) {
    return Arrays.stream(Rewrite.values())
        .filter(each -> id(each).equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no '%s', but %s, %s, %s"
                        .formatted(
                            id.replaceAll("\\p{Cntrl}", "?"),
                            COLLATIONS,
                            Arrays.stream(Rewrite.values())
                                .map(RestoreWords::id)
                                .collect(Collectors.joining(", ")),
                            AS_NEEDED)));
  }

  private static String id(Rewrite rewrite) {
    return rewrite.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The plan's request with every rewrite that its differences call for. */
  public static RestoreRequest rewriting(RestorePlan plan) {
    RestoreRequest asked = plan.request();
    Set<Rewrite> rewrites = EnumSet.noneOf(Rewrite.class);
    rewrites.addAll(asked.load().rewrites());
    plan.differences().stream()
        .map(Difference::remedy)
        .filter(Objects::nonNull)
        .forEach(rewrites::add);
    return new RestoreRequest(
        asked.target(),
        asked.choice(),
        asked.existing(),
        new RestoreRequest.Load(
            asked.load().withoutBinlog(),
            asked.load().continueOnError(),
            rewrites,
            asked.load().parallel(),
            asked.load().resume()),
        asked.users(),
        asked.safetyBackup(),
        asked.by(),
        asked.ticket());
  }
}
