package io.dumpwarden.app.command;

import io.dumpwarden.access.RowChanges;
import io.dumpwarden.app.Platform;
import io.dumpwarden.config.ConfigKind;
import io.dumpwarden.config.ConfigRow;
import io.dumpwarden.config.Nearest;
import io.dumpwarden.config.SettingsParser;
import io.dumpwarden.error.DumpwardenException;
import io.dumpwarden.error.ErrorCode;
import io.dumpwarden.view.SettingView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What holds for the whole fleet. */
@Command(
    name = "setting",
    description = "What holds for the whole fleet.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      SettingCommand.Listing.class,
      SettingCommand.Show.class,
      SettingCommand.Put.class,
      SettingCommand.Unset.class
    })
final class SettingCommand {

  @Command(name = "list", description = "Lists every setting, also those that are not set.")
  static final class Listing implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final CommandContext context;

    Listing(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      List<SettingView> views;
      try (Platform platform = context.open()) {
        Map<String, ConfigRow> rows =
            platform.rows().list(ConfigKind.SETTING).stream()
                .collect(Collectors.toMap(ConfigRow::key, Function.identity()));
        views =
            SettingsParser.NAMES.keySet().stream()
                .sorted()
                .map(name -> SettingView.of(name, rows.get(name)))
                .toList();
      }
      if (json) {
        CommandContext.out(spec).println(Json.of(views));
      } else {
        SettingTable.of(views).print(CommandContext.out(spec));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "show", description = "Shows a setting.")
  static final class Show implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The setting's name.")
    private String name;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private final CommandContext context;

    Show(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      requireKnown(name);
      SettingView view;
      try (Platform platform = context.open()) {
        view = SettingView.of(name, row(platform, name).orElse(null));
      }
      if (json) {
        CommandContext.out(spec).println(Json.of(view));
      } else {
        SettingTable.of(List.of(view)).print(CommandContext.out(spec));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "set", description = "Sets a setting.")
  static final class Put implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The setting's name.")
    private String name;

    @Parameters(index = "1", paramLabel = "VALUE", description = "What it is set to.")
    private String value;

    private final CommandContext context;

    Put(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      requireKnown(name);
      if (value.isBlank()) {
        throw new ParameterException(
            spec.commandLine(), "a blank value sets nothing: use `setting unset " + name + "`");
      }
      try (Platform platform = context.open()) {
        put(platform);
        CommandContext.out(spec).printf("set %s%n", name);
      }
      return ExitCode.DONE;
    }

    private void put(Platform platform) {
      Map<String, @Nullable String> fields = new LinkedHashMap<>();
      fields.put("name", name);
      fields.put("value", value);
      RowChanges changes = new RowChanges(fields, Map.of());
      Optional<ConfigRow> row = row(platform, name);
      if (row.isEmpty()) {
        platform.editor().add(ConfigKind.SETTING, changes, context.actor());
      } else {
        platform
            .editor()
            .edit(
                ConfigKind.SETTING,
                name,
                OptionalLong.of(row.get().version()),
                changes,
                context.actor());
      }
    }
  }

  @Command(name = "unset", description = "Goes back to the standard.")
  static final class Unset implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "The setting's name.")
    private String name;

    private final CommandContext context;

    Unset(CommandContext context) {
      this.context = context;
    }

    @Override
    public Integer call() {
      try (Platform platform = context.open()) {
        if (row(platform, name).isPresent()) {
          platform.editor().remove(ConfigKind.SETTING, name, context.actor());
          CommandContext.out(spec).printf("unset %s%n", name);
        } else {
          requireKnown(name);
          CommandContext.out(spec).printf("%s is not set%n", name);
        }
      }
      return ExitCode.DONE;
    }
  }

  private static Optional<ConfigRow> row(Platform platform, String name) {
    return platform.rows().find(ConfigKind.SETTING, name);
  }

  private static void requireKnown(String name) {
    if (!SettingsParser.NAMES.containsKey(name)) {
      String hint = Nearest.hint(name, SettingsParser.NAMES.keySet());
      throw new DumpwardenException(
          ErrorCode.NOT_FOUND, "there is no setting '%s'%s".formatted(name, hint));
    }
  }
}
