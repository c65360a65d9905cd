package io.dumpwarden.engines;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An unpacked MySQL.
 *
 * @param name such as "MySQL 8.0"
 * @param program {@code mysqld}
 * @param options where it finds its own files
 * @param toolFolders where its client tools are
 */
record MysqlDistribution(String name, Path program, List<String> options, List<Path> toolFolders) {

  List<String> command(String... more) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("--no-defaults");
    command.add("--user=" + System.getProperty("user.name"));
    command.addAll(options);
    command.addAll(List.of(more));
    return command;
  }
}
