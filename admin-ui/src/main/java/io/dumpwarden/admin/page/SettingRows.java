package io.dumpwarden.admin.page;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.admin.desk.RowDesk;
import io.dumpwarden.admin.route.Caller;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.SettingsParser;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.view.SettingView;
import io.javalin.http.Context;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The settings as pages show and save them, each by a small form of its own. */
public final class SettingRows {

  private static final List<String> TRUTH = List.of("true", "false");

  /** What concerns everybody stands first; what is not named here comes behind, by name. */
  private static final List<String> ORDER =
      List.of("paused", "ticket_required", "self_backup", "verify_per_day", "verify_rate");

  private final RowAccess access;
  private final RowDesk desk;

  SettingRows(RowAccess access, RowDesk desk) {
    this.access = access;
    this.desk = desk;
  }

  /**
   * A setting, and what was wrong with it just now.
   *
   * @param choices what it may be; empty for anything
   * @param typed what the input says
   * @param error null where nothing is wrong
   */
  public record Row(SettingView view, List<String> choices, String typed, @Nullable String error) {

    public boolean isSet() {
      return view.version() != null;
    }

    public String version() {
      Long version = view.version();
      return version == null ? "" : version.toString();
    }
  }

  /**
   * A save that was refused.
   *
   * @param typed is kept in the input
   */
  record Refused(String name, String typed, String message, int status) {}

  List<Row> all(@Nullable Refused refused) {
    Map<String, ConfigRow> rows = new LinkedHashMap<>();
    access.rows().list(ConfigKind.SETTING).forEach(row -> rows.put(row.key(), row));
    Set<String> names = new TreeSet<>(SettingsParser.NAMES.keySet());
    names.addAll(rows.keySet());
    return names.stream()
        .sorted(
            Comparator.comparingInt(SettingRows::place).thenComparing(Comparator.naturalOrder()))
        .map(name -> row(SettingView.of(name, rows.get(name)), refused))
        .toList();
  }

  Row one(String name, @Nullable Refused refused) {
    return all(refused).stream()
        .filter(row -> row.view().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static int place(String name) {
    int place = ORDER.indexOf(name);
    return place < 0 ? ORDER.size() : place;
  }

  private Row row(SettingView view, @Nullable Refused refused) {
    boolean wrong = refused != null && refused.name().equals(view.name());
    String value = Objects.requireNonNullElse(view.value(), "");
    return new Row(
        view,
        choices(view.name()),
        wrong ? refused.typed() : value,
        wrong ? refused.message() : null);
  }

  private List<String> choices(String name) {
    return switch (name) {
      case "paused", "ticket_required" -> TRUTH;
      case "aes_key" -> keys("aes-256-gcm");
      case "age_key" -> keys("age");
      case "scratch_server" ->
          access.rows().list(ConfigKind.SERVER).stream().map(ConfigRow::key).sorted().toList();
      default -> List.of();
    };
  }

  private List<String> keys(String type) {
    return access.rows().list(ConfigKind.ENCRYPTION_KEY).stream()
        .filter(row -> type.equals(row.fields().get("type")))
        .map(ConfigRow::key)
        .sorted()
        .toList();
  }

  /**
   * Saves what a setting's form sent; an empty value goes back to the standard.
   *
   * @return why it was refused; null where it was saved
   */
  @Nullable Refused save(Context ctx, String name) {
    String typed = Objects.requireNonNullElse(ctx.formParam("value"), "");
    ConfigRow row = access.rows().find(ConfigKind.SETTING, name).orElse(null);
    if (row == null && !SettingsParser.NAMES.containsKey(name)) {
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND, "there is no setting '%s'".formatted(name));
    }
    String seen = Objects.requireNonNullElse(ctx.formParam(RowEditing.VERSION), "");
    if (!seen.equals(row == null ? "" : String.valueOf(row.version()))) {
      return overtaken(name, typed, row);
    }
    try {
      save(name, typed, row, Caller.of(ctx));
      return null;
    } catch (InvalidConfigException e) {
      String message =
          e.problems().stream().map(Problem::message).collect(Collectors.joining("; "));
      return new Refused(name, typed, message, 422);
    } catch (DumpwardenException e) {
      if (e.code() != ErrorCode.CONFIG_CONFLICT && e.code() != ErrorCode.ALREADY_EXISTS) {
        throw e;
      }
      return overtaken(name, typed, access.rows().find(ConfigKind.SETTING, name).orElse(null));
    }
  }

  private static Refused overtaken(String name, String typed, @Nullable ConfigRow row) {
    String now = row == null ? "the standard" : "'%s'".formatted(row.fields().get("value"));
    return new Refused(
        name,
        typed,
        "somebody else changed it meanwhile: it is %s now. Save again to replace that"
            .formatted(now),
        409);
  }

  private void save(String name, String typed, @Nullable ConfigRow row, Caller caller) {
    if (row == null && !typed.isBlank()) {
      RowChanges changes = RowChanges.of(Map.of("name", name, "value", typed));
      desk.add(ConfigKind.SETTING, changes, Set.of(), caller);
    } else if (row != null && typed.isBlank()) {
      desk.remove(ConfigKind.SETTING, name, Set.of(), caller);
    } else if (row != null) {
      RowChanges changes = RowChanges.of(Map.of("value", typed));
      desk.edit(row, OptionalLong.of(row.version()), changes, Set.of(), caller);
    }
  }
}
