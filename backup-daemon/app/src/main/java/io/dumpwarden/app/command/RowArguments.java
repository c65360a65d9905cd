package io.dumpwarden.app.command;

import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowOption;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** How the rows of one kind are given on the command line. */
final class RowArguments {

  private final RowForm form;

  RowArguments(RowForm form) {
    this.form = form;
  }

  /** Adds what names a row to a command's options. */
  void addKeys(CommandSpec spec) {
    form.options().stream()
        .filter(o -> o.form() == RowOption.Form.KEY)
        .forEach(o -> addKey(spec, o));
  }

  /**
   * Adds every column that may be given: all of them for a new row, otherwise those that may
   * change.
   */
  void addColumns(CommandSpec spec, boolean isNew) {
    for (RowOption option : form.options()) {
      switch (option.form()) {
        case KEY -> {}
        case FIXED -> {
          if (isNew) {
            addText(spec, option.option(), option.label(), option.description());
          }
        }
        case TEXT, INTEGER, PATH ->
            addText(spec, option.option(), option.label(), option.description());
        case SWITCH -> {
          addSwitch(spec, option.option(), option.description());
          addSwitch(spec, option.label(), "The opposite of " + option.option() + ".");
        }
        case LABELS -> addList(spec, option);
        case LINES -> {
          addList(spec, option);
          addText(spec, option.fileOption(), "FILE", "The same, each on a line of this file.");
        }
        case SECRET -> addSecret(spec, option);
      }
    }
  }

  /** The row's key, as the command line says it. */
  String key(ParseResult parsed) {
    return form.options().stream()
        .filter(o -> o.form() == RowOption.Form.KEY)
        .map(o -> keyPart(parsed, o))
        .collect(Collectors.joining("/"));
  }

  static String keyPart(ParseResult parsed, RowOption key) {
    return key.option().startsWith("--")
        ? parsed.matchedOptionValue(key.option(), "")
        : parsed.matchedPositionalValue(0, "");
  }

  private static void addKey(CommandSpec spec, RowOption key) {
    if (key.option().startsWith("--")) {
      spec.addOption(
          OptionSpec.builder(key.option())
              .type(String.class)
              .required(true)
              .paramLabel(key.label())
              .description(key.description())
              .build());
    } else {
      spec.addPositional(
          PositionalParamSpec.builder()
              .index("0")
              .arity("1")
              .type(String.class)
              .paramLabel(key.option())
              .description(key.description())
              .build());
    }
  }

  private static void addText(CommandSpec spec, String name, String label, String description) {
    spec.addOption(
        OptionSpec.builder(name)
            .type(String.class)
            .paramLabel(label)
            .description(description)
            .build());
  }

  private static void addSwitch(CommandSpec spec, String name, String description) {
    spec.addOption(
        OptionSpec.builder(name).type(boolean.class).arity("0").description(description).build());
  }

  private static void addList(CommandSpec spec, RowOption option) {
    spec.addOption(
        OptionSpec.builder(option.option())
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel(option.label())
            .description(option.description())
            .build());
  }

  private static void addSecret(CommandSpec spec, RowOption option) {
    addSwitch(
        spec, option.option() + "-stdin", option.description() + " Read from standard input.");
    addText(spec, option.option() + "-file", "FILE", "The same, read from this file.");
    addText(
        spec, option.option() + "-env", "NAME", "The same, read from this environment variable.");
  }
}
