package io.dumpwarden.pipeline;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** A program of the distribution that reads what we wrote. */
record StockTool(String program, List<String> options) {

  static StockTool of(String line) {
    List<String> words = List.of(line.split(" "));
    return new StockTool(words.get(0), words.subList(1, words.size()));
  }

  /** Skips the test, with a line printed, where it is missing; with CI=true that is a failure. */
  void require() {
    boolean there =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    if (!there) {
      String message = "there is no " + program + " on the PATH: install it to run this test";
      System.out.println(message);
      if ("true".equals(System.getenv("CI"))) {
        Assertions.fail(message);
      }
      Assumptions.abort(message);
    }
  }

  /** Feeds it the file; its exit code, with its output beside the file. */
  int run(Path file, Path output) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(program));
    line.addAll(options);
    return new ProcessBuilder(line)
        .redirectInput(file.toFile())
        .redirectOutput(output.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
