package io.dumpwarden.admin.page;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.form.RowSettings;
import io.dumpwarden.storage.Secret;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row's fields between the store, the inputs of its form, and what a browser sends back. */
public final class FormFields {

  private final RowForm form;

  public FormFields(RowForm form) {
    this.form = form;
  }

  /** What the inputs say for a row; secrets left out. */
  public Map<String, String> texts(ConfigRow row) {
    Map<String, String> settings = RowSettings.of(row);
    Map<String, String> texts = new LinkedHashMap<>();
    for (RowOption option : form.options()) {
      String text =
          option.isSetting() ? settings.get(option.setting()) : row.fields().get(option.column());
      if (option.form() != RowOption.Form.SECRET) {
        texts.put(option.jsonName(), text == null ? "" : shown(option, text));
      }
    }
    return texts;
  }

  /** What the inputs of a new row say. */
  public Map<String, String> standards() {
    Map<String, String> standards = form.kind().standards();
    Map<String, String> texts = new LinkedHashMap<>();
    for (RowOption option : form.options()) {
      if (option.form() != RowOption.Form.SECRET) {
        texts.put(option.jsonName(), standards.getOrDefault(option.column(), ""));
      }
    }
    return texts;
  }

  /** The names of the secrets that the row has. */
  public Set<String> secrets(ConfigRow row) {
    Set<String> set = new LinkedHashSet<>();
    for (RowOption option : form.options()) {
      String text = row.fields().get(option.column());
      if (option.form() == RowOption.Form.SECRET && text != null && !text.isBlank()) {
        set.add(option.jsonName());
      }
    }
    return set;
  }

  /** What was sent, as it was typed, for the form to be shown again; secrets left out. */
  public Map<String, String> typed(Function<String, @Nullable String> sent) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (RowOption option : form.options()) {
      String text = sent.apply(option.jsonName());
      if (option.form() != RowOption.Form.SECRET && text != null) {
        texts.put(option.jsonName(), text);
      }
    }
    return texts;
  }

  /**
   * What the person wants changed: the fields that were sent, whatever they say, and the secrets
   * that were typed.
   *
   * @param sent a field's text; null where the form had no such field
   * @param before the row as it is; null for a new one
   */
  public RowChanges changes(Function<String, @Nullable String> sent, @Nullable ConfigRow before) {
    Map<String, @Nullable String> columns = new LinkedHashMap<>();
    Map<String, String> settings =
        before == null ? new TreeMap<>() : new LinkedHashMap<>(RowSettings.of(before));
    Map<String, String> settingsBefore = Map.copyOf(settings);
    Map<String, Secret> secrets = new LinkedHashMap<>();
    for (RowOption option : form.options()) {
      String text = sent.apply(option.jsonName());
      if (text == null) {
        continue;
      }
      if (option.form() == RowOption.Form.SECRET) {
        secret(option, text, secrets);
      } else if (option.isSetting()) {
        setting(option, stored(option, text), settings);
      } else {
        columns.put(option.column(), stored(option, text));
      }
    }
    unsetTogether(columns.get("restore_username"), "restore_password", secrets);
    if (sent.apply("accessKey") != null) {
      unsetTogether(settings.getOrDefault("access_key", ""), "secret_key", secrets);
    }
    if (form.kind() == ConfigKind.STORAGE && !settings.equals(settingsBefore)) {
      columns.put("settings", RowSettings.text(settings));
    }
    return new RowChanges(columns, secrets);
  }

  /** Without an account its password goes too. */
  private static void unsetTogether(
      @Nullable String account, String secret, Map<String, Secret> secrets) {
    if (account != null && account.isBlank()) {
      secrets.putIfAbsent(secret, Secret.of(""));
    }
  }

  private static void secret(RowOption option, String text, Map<String, Secret> secrets) {
    if (!text.isEmpty()) {
      secrets.put(option.column(), Secret.of(text));
    }
  }

  private static void setting(RowOption option, String text, Map<String, String> settings) {
    boolean off = option.form() == RowOption.Form.SWITCH && text.equals("false");
    if (text.isBlank() || off) {
      settings.remove(option.setting());
    } else {
      settings.put(option.setting(), text);
    }
  }

  /** Labels stand one below the other in an input, and in one line in the store. */
  private static String shown(RowOption option, String text) {
    return option.form() == RowOption.Form.LABELS ? lines(text.replace(',', '\n'), "\n") : text;
  }

  private static String stored(RowOption option, String text) {
    return switch (option.form()) {
      case LABELS -> lines(text, ",");
      case LINES -> lines(text, "\n");
      case KEY, TEXT, FIXED, INTEGER, PATH, SWITCH, SECRET -> text;
    };
  }

  private static String lines(String text, String between) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(between));
  }

  /** Fields that say something else in the form than in the row as it is now. */
  public List<FormModel.Overtaken> overtaken(Map<String, String> typed, ConfigRow now) {
    Map<String, String> theirs = texts(now);
    return typed.entrySet().stream()
        .map(
            e ->
                new FormModel.Overtaken(
                    e.getKey(), e.getValue(), theirs.getOrDefault(e.getKey(), "")))
        .filter(field -> !plain(field.yours()).equals(plain(field.now())))
        .toList();
  }

  /** Browsers end lines their own way; a switch that is not set is off. */
  private static String plain(String text) {
    String lines = lines(text, "\n");
    return lines.equals("false") ? "" : lines;
  }
}
