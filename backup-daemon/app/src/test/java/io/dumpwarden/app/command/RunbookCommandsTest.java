package io.dumpwarden.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.dumpwarden.app.architecture.House;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the runbook tells people to type at night is understood. */
class RunbookCommandsTest {

  private static final Pattern COMMAND = Pattern.compile("`dumpwarden ([^`]+)`");

  static List<String> commands() throws Exception {
    return COMMAND
        .matcher(Files.readString(House.CHECKOUT.resolve("docs/runbook.md")))
        .results()
        .map(command -> command.group(1))
        .distinct()
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void isUnderstood(String command) {
    String[] words =
        Stream.concat(Stream.of(command.replace("ROLE", "viewer").split(" ")), Stream.of("--help"))
            .toArray(String[]::new);
    StringWriter out = new StringWriter();
    PrintWriter to = new PrintWriter(out);

    int exit = DumpwardenCommand.run(Map.of(), InputStream.nullInputStream(), to, to, words);

    assertThat(exit).as(out.toString()).isZero();
    assertThat(out.toString()).contains("Usage: dumpwarden " + leading(command));
  }

  /** The command itself, without what it is given. */
  private static String leading(String command) {
    Matcher words = Pattern.compile("^[a-z]+(-[a-z]+)*( [a-z]+(?= |$))*").matcher(command);
    assertThat(words.find()).isTrue();
    return words.group().replaceAll("^(setting \\w+).*", "$1");
  }
}
