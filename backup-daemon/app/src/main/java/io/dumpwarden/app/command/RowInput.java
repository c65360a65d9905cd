package io.dumpwarden.app.command;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigParser;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.InvalidConfigException;
import io.dumpwarden.config.Problem;
import io.dumpwarden.config.RowRef;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.form.RowOption.Form;
import io.dumpwarden.form.RowSettings;
import io.dumpwarden.storage.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** What the options of one command line want a row to say. */
final class RowInput {

  /** An option that names an account, and the secret that goes when the account is unset. */
  private static final Map<String, String> SECRET_OF =
      Map.of("restore_username", "restore_password", "settings.access_key", "secret_key");

  private final RowForm form;
  private final ParseResult parsed;
  private final Map<String, @Nullable String> fields = new LinkedHashMap<>();
  private final Map<String, Secret> secrets = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  private RowInput(RowForm form, ParseResult parsed) {
    this.form = form;
    this.parsed = parsed;
  }

  /** Reads the options, and from elsewhere the secrets that they point at. */
  static RowInput read(RowForm form, ParseResult parsed, CommandContext context) {
    RowInput input = new RowInput(form, parsed);
    SecretInput secretInput = new SecretInput(parsed, context);
    for (RowOption option : form.options()) {
      if (option.form() == Form.SECRET) {
        secretInput
            .read(option, input.problems)
            .ifPresent(s -> input.secrets.put(option.column(), s));
      } else {
        input.readField(option);
      }
    }
    SECRET_OF.forEach(input::unsetTogether);
    return input;
  }

  boolean isEmpty() {
    return fields.isEmpty() && secrets.isEmpty() && problems.isEmpty();
  }

  /** The row as it would be added. */
  RowChanges asNew() {
    Map<String, @Nullable String> columns = columns(Map.of());
    for (RowOption key : form.options()) {
      if (key.form() == Form.KEY) {
        columns.put(key.column(), RowArguments.keyPart(parsed, key));
      }
    }
    refuseIfWrong(Map.of(), columns);
    return new RowChanges(columns, secrets);
  }

  /** What is to change in a row. */
  RowChanges on(ConfigRow row) {
    Map<String, @Nullable String> columns = columns(RowSettings.of(row));
    refuseIfWrong(row.fields(), columns);
    return new RowChanges(columns, secrets);
  }

  private void readField(RowOption option) {
    switch (option.form()) {
      case KEY, SECRET -> {}
      case TEXT, FIXED, INTEGER -> given(option).ifPresent(t -> fields.put(option.column(), t));
      case PATH -> given(option).ifPresent(t -> path(option, t));
      case SWITCH -> toggle(option);
      case LABELS -> {
        if (parsed.hasMatchedOption(option.option())) {
          List<String> labels = parsed.matchedOptionValue(option.option(), List.of());
          fields.put(option.column(), String.join(",", labels));
        }
      }
      case LINES -> lines(option);
    }
  }

  private void lines(RowOption option) {
    boolean listed = parsed.hasMatchedOption(option.option());
    boolean inFile = parsed.hasMatchedOption(option.fileOption());
    if (listed && inFile) {
      problems.add(
          new Problem(
              option.column(), "contradicts " + option.fileOption() + ": give one of them"));
    } else if (listed) {
      List<String> lines = parsed.matchedOptionValue(option.option(), List.of());
      fields.put(option.column(), String.join("\n", lines));
    } else if (inFile) {
      readLines(option, parsed.matchedOptionValue(option.fileOption(), ""));
    }
  }

  private void readLines(RowOption option, String file) {
    try {
      fields.put(option.column(), Files.readString(Path.of(file)));
    } catch (IOException | InvalidPathException e) {
      problems.add(new Problem(option.column(), "cannot read %s: %s".formatted(file, e)));
    }
  }

  private Optional<String> given(RowOption option) {
    return parsed.hasMatchedOption(option.option())
        ? Optional.of(parsed.matchedOptionValue(option.option(), ""))
        : Optional.empty();
  }

  private void path(RowOption option, String text) {
    try {
      boolean unset = text.isBlank();
      fields.put(
          option.column(), unset ? "" : Path.of(text).toAbsolutePath().normalize().toString());
    } catch (InvalidPathException e) {
      problems.add(new Problem(option.column(), "is not a path: " + e.getReason()));
    }
  }

  private void toggle(RowOption option) {
    boolean on = parsed.hasMatchedOption(option.option());
    boolean off = parsed.hasMatchedOption(option.label());
    if (on && off) {
      problems.add(
          new Problem(option.column(), "contradicts " + option.label() + ": give one of them"));
    } else if (on || off) {
      fields.put(option.column(), Boolean.toString(on));
    }
  }

  private void unsetTogether(String account, String secret) {
    String given = fields.get(account);
    if (given != null && given.isBlank()) {
      secrets.putIfAbsent(secret, Secret.of(""));
    }
  }

  /** The fields with a storage's settings put together into their one column. */
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
    if (form.kind() == ConfigKind.STORAGE && !settings.equals(settingsBefore)) {
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
    try {
      ConfigParser.check(new ConfigRow(form.kind(), "", row, 0, Instant.EPOCH, Instant.EPOCH));
    } catch (InvalidConfigException e) {
      problems.addAll(e.problems());
    }
    throw new InvalidConfigException(
        new RowRef(form.kind(), new RowArguments(form).key(parsed)), problems);
  }
}
