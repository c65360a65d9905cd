package io.dumpwarden.app.command;

import io.dumpwarden.app.architecture.House;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The commands of a page, run one after the other as a reader would: those of dumpwarden in this
 * process, all others by bash.
 */
final class PageCommands {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s']+)");

  private final Map<String, String> environment = new HashMap<>();
  private final Path tools;

  /**
   * @param tools goes before the PATH
   */
  PageCommands(Path tools) {
    this.tools = tools;
  }

  /** The commands of the section's console blocks, continued lines put together. */
  static List<String> of(String page, String heading) throws IOException {
    String text = Files.readString(House.CHECKOUT.resolve(page));
    int begin = text.indexOf("\n" + heading + "\n");
    if (begin < 0) {
      throw new AssertionError("no heading " + heading);
    }
    int end = text.indexOf("\n## ", begin + heading.length());
    String section = text.substring(begin, end < 0 ? text.length() : end);
    List<String> commands = new ArrayList<>();
    Matcher blocks = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL).matcher(section);
    while (blocks.find()) {
      for (String line : blocks.group(1).replaceAll("\\\\\n\\s*", "").split("\n")) {
        if (!line.startsWith("$ ")) {
          throw new AssertionError("not a command: " + line);
        }
        commands.add(line.substring(2));
      }
    }
    return commands;
  }

  void environment(String name, String value) {
    environment.put(name, value);
  }

  Map<String, String> environment() {
    return environment;
  }

  Cli.Outcome run(String command) throws Exception {
    if (command.startsWith("export ")) {
      String[] pair = command.substring("export ".length()).split("=", 2);
      environment.put(pair[0], pair[1]);
      return new Cli.Outcome(0, "", "");
    }
    return command.startsWith("dumpwarden ") ? dumpwarden(command) : bash(command);
  }

  private Cli.Outcome dumpwarden(String command) {
    List<String> words = new ArrayList<>();
    Matcher found = WORD.matcher(command);
    while (found.find()) {
      words.add(found.group(1) != null ? found.group(1) : found.group(2));
    }
    return RecoveryScene.run(
        environment, "", words.subList(1, words.size()).toArray(String[]::new));
  }

  private Cli.Outcome bash(String command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("bash", "-c", command).redirectErrorStream(true);
    builder.directory(House.CHECKOUT.toFile());
    builder.environment().merge("PATH", tools + ":", (path, first) -> first + path);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new AssertionError("does not end: " + command);
    }
    return new Cli.Outcome(process.exitValue(), said, "");
  }
}
