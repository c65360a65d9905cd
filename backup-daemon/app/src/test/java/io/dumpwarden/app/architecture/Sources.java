package io.dumpwarden.app.architecture;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.SimpleName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The Java sources of the checkout, measured. */
final class Sources {

  /** One file. */
  record SourceFile(String name, int lines, List<Callable> methods) {}

  /**
   * A method or constructor that has a body.
   *
   * @param name the type's and its own
   * @param lines from the line of its name to its closing brace: no Javadoc, no annotations
   */
  record Callable(String name, int lines, int parameters) {}

  private Sources() {}

  /** All main sources, of every module. */
  static List<SourceFile> main(Path checkout) throws IOException {
    List<SourceFile> files = new ArrayList<>();
    JavaParser parser =
        new JavaParser(new ParserConfiguration().setLanguageLevel(LanguageLevel.JAVA_17));
    for (Path file : javaFiles(checkout, "src/main/java")) {
      CompilationUnit unit =
          parser
              .parse(file)
              .getResult()
              .orElseThrow(() -> new IllegalStateException("cannot be parsed: " + file));
      files.add(
          new SourceFile(file.getFileName().toString(), Files.readAllLines(file).size(), callables(unit)));
    }
    return files;
  }

  /** The Java files below a folder of every module. */
  static List<Path> javaFiles(Path checkout, String folder) throws IOException {
    try (Stream<Path> tree = Files.walk(checkout)) {
      return tree.filter(p -> p.toString().endsWith(".java"))
          .filter(p -> p.toString().contains(folder))
          .sorted()
          .toList();
    }
  }

  private static List<Callable> callables(CompilationUnit unit) {
    List<Callable> found = new ArrayList<>();
    for (MethodDeclaration method : unit.findAll(MethodDeclaration.class)) {
      if (method.getBody().isPresent()) {
        found.add(callable(method, method.getName(), method.getParameters().size()));
      }
    }
    unit.findAll(ConstructorDeclaration.class)
        .forEach(c -> found.add(callable(c, c.getName(), c.getParameters().size())));
    unit.findAll(CompactConstructorDeclaration.class)
        .forEach(c -> found.add(callable(c, c.getName(), 0)));
    return found;
  }

  private static Callable callable(Node node, SimpleName name, int parameters) {
    int first = name.getBegin().orElseThrow().line;
    int last = node.getEnd().orElseThrow().line;
    return new Callable(typeOf(node) + "." + name, last - first + 1, parameters);
  }

  private static String typeOf(Node node) {
    return node.findAncestor(TypeDeclaration.class).map(t -> t.getNameAsString()).orElse("?");
  }
}
