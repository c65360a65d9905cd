package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.architecture.House;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the runbook tells people to type at night is understood. */
class RunbookCommandsTest {

  private static final Pattern COMMAND = Pattern.compile("`dumpwarden ([^`]+)`");

  @Test
  void everyOneIsUnderstood() throws Exception {
    List<String> commands =
        COMMAND
            .matcher(Files.readString(House.CHECKOUT.resolve("docs/runbook.md")))
            .results()
            .map(command -> command.group(1))
            .distinct()
            .toList();
    CommandLine line =
        DumpwardenCommand.line(new CommandContext(Map.of(), InputStream.nullInputStream()));

    assertThat(commands).hasSizeGreaterThan(20).allSatisfy(command -> parse(line, command));
  }

  private static void parse(CommandLine line, String command) {
    // what a command cannot do without is left out here and there, to name the command alone
    String[] words =
        Stream.concat(Stream.of(command.replace("ROLE", "viewer").split(" ")), Stream.of("--help"))
            .toArray(String[]::new);
    ParseResult parsed = line.parseArgs(words);
    while (parsed.hasSubcommand()) {
      parsed = parsed.subcommand();
    }

    assertThat(parsed.isUsageHelpRequested()).isTrue();
    assertThat(parsed.unmatched()).isEmpty();
    assertThat(command).contains(parsed.commandSpec().name());
  }
}
