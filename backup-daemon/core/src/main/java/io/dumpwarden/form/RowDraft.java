package io.dumpwarden.form;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigParser;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.storage.Secret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a row to say, gathered option by option, and what of it could not be read.
 * For one thread.
 */
public final class RowDraft {

  /** An option that names an account, and the secret that goes when the account is unset. */
  private static final Map<String, String> SECRET_OF =
      Map.of(
          "restore_username",
          "restore_password",
          "settings.access_key",
          "secret_key",
          "settings.username",
          "secret");

  private final RowForm form;
  private final Map<String, @Nullable String> fields = new LinkedHashMap<>();
  private final Map<String, Secret> secrets = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  public RowDraft(RowForm form) {
    this.form = form;
  }

  /**
   * @param text null or blank to unset the column
   */
  public void set(RowOption option, @Nullable String text) {
    fields.put(option.column(), text);
  }

  /**
   * @param secret empty to unset the column
   */
  public void set(RowOption option, Secret secret) {
    secrets.put(option.column(), secret);
  }

  /** Something that could not be read; it is told together with whatever else is wrong. */
  public void refuse(String column, String message) {
    problems.add(new Problem(column, message));
  }

  /** Refuses a column that is given once, where it would become another. */
  void requireSame(RowOption option, ConfigRow row) {
    String column = option.column();
    String wanted = fields.get(column);
    if (wanted != null
        && !wanted.isBlank()
        && !wanted.strip().equalsIgnoreCase(row.fields().get(column))) {
      refuse(column, "cannot be changed: add a new row and remove this one");
    }
    fields.remove(column);
  }

  /** Whether it asks for nothing. */
  public boolean isEmpty() {
    return fields.isEmpty() && secrets.isEmpty() && problems.isEmpty();
  }

  /**
   * The row as it would be added.
   *
   * @throws InvalidConfigException where something could not be read, with everything that is wrong
   */
  public RowChanges asNew() {
    Map<String, @Nullable String> columns = columns(Map.of());
    refuseIfWrong(Map.of(), columns);
    return new RowChanges(columns, secretsToSet());
  }

  /**
   * What is to change in a row.
   *
   * @throws InvalidConfigException where something could not be read, with everything that is wrong
   */
  public RowChanges on(ConfigRow row) {
    Map<String, @Nullable String> columns = columns(RowSettings.of(row));
    refuseIfWrong(row.fields(), columns);
    return new RowChanges(columns, secretsToSet());
  }

  private Map<String, Secret> secretsToSet() {
    Map<String, Secret> all = new LinkedHashMap<>(secrets);
    SECRET_OF.forEach(
        (account, secret) -> {
          if (fields.containsKey(account) && isBlank(fields.get(account))) {
            all.putIfAbsent(secret, Secret.of(""));
          }
        });
    return all;
  }

  /** The fields with the settings put together into their one column. */
  private Map<String, @Nullable String> columns(Map<String, String> settingsBefore) {
    Map<String, @Nullable String> columns = new LinkedHashMap<>();
    Map<String, String> settings = new LinkedHashMap<>(settingsBefore);
    fields.forEach(
        (column, text) -> {
          if (!column.startsWith(RowOption.SETTINGS)) {
            columns.put(column, text);
          } else if (text == null || text.isBlank()) {
            settings.remove(column.substring(RowOption.SETTINGS.length()));
          } else {
            settings.put(column.substring(RowOption.SETTINGS.length()), text);
          }
        });
    if (form.hasSettings() && !settings.equals(settingsBefore)) {
      columns.put("settings", RowSettings.text(settings));
    }
    return columns;
  }

  /** Together with everything else that is wrong, so that it is all told at once. */
  private void refuseIfWrong(
      Map<String, @Nullable String> before, Map<String, @Nullable String> columns) {
    if (problems.isEmpty()) {
      return;
    }
    Map<String, @Nullable String> row = new LinkedHashMap<>(form.kind().standards());
    row.putAll(before);
    row.putAll(columns);
    secrets.forEach((column, secret) -> row.put(column, secret.reveal()));
    // a secret that could not be read is not missing as well
    problems.forEach(problem -> row.putIfAbsent(problem.field(), "unread"));
    List<Problem> all = new ArrayList<>(problems);
    try {
      ConfigParser.check(new ConfigRow(form.kind(), "", row, 0, Instant.EPOCH, Instant.EPOCH));
    } catch (InvalidConfigException e) {
      all.addAll(e.problems());
    }
    throw new InvalidConfigException(new RowRef(form.kind(), key(row)), all);
  }

  private String key(Map<String, @Nullable String> row) {
    return form.kind().keyColumns().stream()
        .map(column -> isBlank(row.get(column)) ? "" : row.get(column))
        .collect(Collectors.joining("/"));
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
