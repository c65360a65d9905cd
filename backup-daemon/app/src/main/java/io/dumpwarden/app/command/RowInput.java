package io.dumpwarden.app.command;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Problem;
import io.dumpwarden.form.RowDraft;
import io.dumpwarden.form.RowForm;
import io.dumpwarden.form.RowOption;
import io.dumpwarden.form.RowOption.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/** What the options of one command line want a row to say. */
final class RowInput {

  private final RowForm form;
  private final ParseResult parsed;
  private final RowDraft draft;

  private RowInput(RowForm form, ParseResult parsed) {
    this.form = form;
    this.parsed = parsed;
    this.draft = new RowDraft(form);
  }

  /** Reads the options, and from elsewhere the secrets that they point at. */
  static RowInput read(RowForm form, ParseResult parsed, CommandContext context) {
    RowInput input = new RowInput(form, parsed);
    SecretInput secretInput = new SecretInput(parsed, context);
    List<Problem> unread = new ArrayList<>();
    for (RowOption option : form.options()) {
      if (option.form() == Form.SECRET) {
        secretInput.read(option, unread).ifPresent(secret -> input.draft.set(option, secret));
      } else {
        input.readField(option);
      }
    }
    unread.forEach(problem -> input.draft.refuse(problem.field(), problem.message()));
    return input;
  }

  boolean isEmpty() {
    return draft.isEmpty();
  }

  /** The row as it would be added. */
  RowChanges asNew() {
    for (RowOption key : form.options()) {
      if (key.form() == Form.KEY) {
        draft.set(key, RowArguments.keyPart(parsed, key));
      }
    }
    return draft.asNew();
  }

  /** What is to change in a row. */
  RowChanges on(ConfigRow row) {
    return draft.on(row);
  }

  private void readField(RowOption option) {
    switch (option.form()) {
      case KEY, SECRET -> {}
      case TEXT, FIXED, INTEGER -> given(option).ifPresent(t -> draft.set(option, t));
      case PATH -> given(option).ifPresent(t -> path(option, t));
      case SWITCH -> toggle(option);
      case LABELS -> {
        if (parsed.hasMatchedOption(option.option())) {
          List<String> labels = parsed.matchedOptionValue(option.option(), List.of());
          draft.set(option, String.join(",", labels));
        }
      }
      case LINES -> lines(option);
    }
  }

  private void lines(RowOption option) {
    boolean listed = parsed.hasMatchedOption(option.option());
    boolean inFile = parsed.hasMatchedOption(option.fileOption());
    if (listed && inFile) {
      draft.refuse(option.column(), "contradicts " + option.fileOption() + ": give one of them");
    } else if (listed) {
      List<String> lines = parsed.matchedOptionValue(option.option(), List.of());
      draft.set(option, String.join("\n", lines));
    } else if (inFile) {
      readLines(option, parsed.matchedOptionValue(option.fileOption(), ""));
    }
  }

  private void readLines(RowOption option, String file) {
    try {
      draft.set(option, Files.readString(Path.of(file)));
    } catch (IOException | InvalidPathException e) {
      draft.refuse(option.column(), "cannot read %s: %s".formatted(file, e));
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
      draft.set(option, unset ? "" : Path.of(text).toAbsolutePath().normalize().toString());
    } catch (InvalidPathException e) {
      draft.refuse(option.column(), "is not a path: " + e.getReason());
    }
  }

  private void toggle(RowOption option) {
    boolean on = parsed.hasMatchedOption(option.option());
    boolean off = parsed.hasMatchedOption(option.label());
    if (on && off) {
      draft.refuse(option.column(), "contradicts " + option.label() + ": give one of them");
    } else if (on || off) {
      draft.set(option, Boolean.toString(on));
    }
  }
}
