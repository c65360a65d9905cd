package io.dumpwarden.app.command;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.Problem;
import io.dumpwarden.storage.Secret;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a file says of a server into its row. Fields are named as columns or as the command
 * line's options; files are looked for from the folder of the fleet's file.
 */
final class FleetFields {

  /** Options that have another name than their column. */
  private static final Map<String, String> COLUMNS =
      Map.of("user", "username", "restore_user", "restore_username", "label", "labels");

  private static final List<String> SECRETS = List.of("password", "restore_password");

  private final Path folder;
  private final Map<String, String> environment;

  FleetFields(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  FleetEntry entry(int number, FleetValues values) {
    Map<String, @Nullable String> fields = new LinkedHashMap<>();
    Map<String, Secret> secrets = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    values.texts().values().removeIf(String::isEmpty);
    values
        .texts()
        .forEach(
            (name, text) -> {
              String column = column(name);
              Optional<String> secret = secretOf(column);
              try {
                if (secret.isPresent()) {
                  refuseTwice(secrets.put(secret.get(), secret(column, text)));
                } else {
                  refuseTwice(fields.put(column, field(column, text)));
                }
              } catch (IllegalArgumentException e) {
                problems.add(new Problem(column, String.valueOf(e.getMessage())));
                // a secret that could not be read is not missing as well
                secret.ifPresent(unread -> secrets.putIfAbsent(unread, Secret.of("unread")));
              }
            });
    return new FleetEntry(number, values.line(), new RowChanges(fields, secrets), problems);
  }

  private static String column(String name) {
    String option = name.toLowerCase(Locale.ROOT).replace('-', '_');
    return COLUMNS.getOrDefault(option, option);
  }

  private static void refuseTwice(@Nullable Object before) {
    if (before != null) {
      throw new IllegalArgumentException("is given twice, under different names");
    }
  }

  private String field(String column, String text) {
    return column.equals("tls_ca_file") ? path(text) : text;
  }

  /** The secret's column, where the field says it or where it is. */
  private static Optional<String> secretOf(String column) {
    return SECRETS.stream()
        .filter(
            secret ->
                column.equals(secret)
                    || column.equals(secret + "_file")
                    || column.equals(secret + "_env"))
        .findFirst();
  }

  private Secret secret(String field, String text) {
    if (field.endsWith("_file")) {
      return Secret.of(SecretInput.file(path(text)));
    }
    if (field.endsWith("_env")) {
      String value = environment.get(text);
      if (value == null || value.isEmpty()) {
        throw new IllegalArgumentException("environment variable %s is not set".formatted(text));
      }
      return Secret.of(value);
    }
    return Secret.of(text);
  }

  private String path(String text) {
    try {
      return folder.resolve(text).normalize().toString();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("is not a path: " + e.getReason(), e);
    }
  }
}
