package com.amd.aim.kube.schema.cel;

import com.google.common.collect.Sets;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.validator.CelValidator;
import dev.cel.validator.CelValidatorFactory;
import dev.cel.validator.validators.DurationLiteralValidator;
import dev.cel.validator.validators.HomogeneousLiteralValidator;
import dev.cel.validator.validators.TimestampLiteralValidator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compiles expressions over one type of {@code self}, with the functions that Kubernetes offers to validation rules. */
public final class Compiler {

    /** The API server knows no {@code reverse} of strings. */
    private static final Set<CelStringExtensions.Function> TEXT_FUNCTIONS =
            Sets.immutableEnumSet(EnumSet.complementOf(EnumSet.of(CelStringExtensions.Function.REVERSE)));

    static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .enableOptionalSyntax(true)
            .build();

    /** What the library adds to a message, and the API server does not say. */
    private static final Pattern CANDIDATES = Pattern.compile("(?m) \\(candidates: .*\\)$");

    private static final Pattern SYNTAX = Pattern.compile("(ERROR: <input>:[0-9]+:[0-9]+: )"
            + "(mismatched input|extraneous input|no viable alternative|token recognition error|missing )");
    private static final Pattern INVALID_LITERAL =
            Pattern.compile("(?s)(\\w+) validation failed\\. Reason: .*?(?=\n \\| )");

    private final CelCompiler compiler;
    private final CelValidator validator;

    private Compiler(CelCompiler compiler) {
        this.compiler = compiler;
        this.validator = CelValidatorFactory.standardCelValidatorBuilder(compiler, Shared.RUNTIME)
                .addAstValidators(
                        HomogeneousLiteralValidator.newInstance("format"),
                        new RegexLiterals(),
                        DurationLiteralValidator.INSTANCE,
                        TimestampLiteralValidator.INSTANCE)
                .build();
    }

    /**
     * Makes a compiler.
     *
     * @param optionalOldSelf whether {@code oldSelf} is an optional value, empty where there is no old value
     */
    public static Compiler of(SelfType self, boolean optionalOldSelf) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .setTypeProvider(self.provider())
                .addVar("self", self.type())
                .addVar("oldSelf", optionalOldSelf ? OptionalType.create(self.type()) : self.type())
                .addFunctionDeclarations(Shared.FUNCTIONS.declarations())
                .addLibraries(
                        CelExtensions.strings(TEXT_FUNCTIONS),
                        CelExtensions.lists(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.optional(),
                        CelExtensions.comprehensions());
        return new Compiler(builder.build());
    }

    /** Compiles a rule, which must be true or false. */
    public Compilation rule(String text) {
        return compile(text, SimpleType.BOOL, "compilation failed: ", "cel expression must evaluate to a bool");
    }

    /** Compiles a message expression, which must be a string. */
    public Compilation message(String text) {
        return compile(
                text,
                SimpleType.STRING,
                "messageExpression compilation failed: ",
                "messageExpression must evaluate to a string");
    }

    private Compilation compile(String text, CelType result, String failed, String otherType) {
        CelValidationResult checked = compiler.compile(text);
        if (checked.hasError()) {
            return new Compilation.Refused(failed + words(checked));
        }
        try {
            CelAbstractSyntaxTree tree = checked.getAst();
            CelValidationResult valid = validator.validate(tree);
            if (valid.hasError()) {
                return new Compilation.Refused(failed + words(valid));
            }
            if (!tree.getResultType().equals(result)) {
                return new Compilation.Refused(otherType);
            }
            boolean usesOldSelf = tree.getReferenceMap().values().stream()
                    .anyMatch(reference -> reference.name().equals("oldSelf"));
            return new Compilation.Compiled(new Expression(text, Shared.RUNTIME.createProgram(tree), usesOldSelf));
        } catch (CelValidationException | CelEvaluationException e) {
            return new Compilation.Refused(failed + e.getMessage());
        }
    }

    /** {@return the errors in the words of the API server, which names an invalid literal by its function} */
    private static String words(CelValidationResult result) {
        String text = CANDIDATES.matcher(result.getErrorString()).replaceAll("");
        Matcher literal = INVALID_LITERAL.matcher(SYNTAX.matcher(text).replaceAll("$1Syntax error: $2"));
        return literal.replaceAll(match -> {
            String function = match.group(1).equals("Regex") ? "matches" : match.group(1);
            return "invalid " + function.toLowerCase(Locale.ROOT) + " argument";
        });
    }

    /** What all compilers share; made when the first expression is compiled. */
    private static final class Shared {

        static final Functions FUNCTIONS = functions();
        static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
                .setOptions(OPTIONS)
                .setStandardFunctions(Operators.others())
                .addFunctionBindings(Operators.bindings())
                .addFunctionBindings(FUNCTIONS.bindings())
                .addLibraries(
                        CelExtensions.strings(TEXT_FUNCTIONS),
                        CelExtensions.lists(),
                        CelExtensions.sets(OPTIONS),
                        CelExtensions.optional(),
                        CelExtensions.comprehensions())
                .build();

        private static Functions functions() {
            Functions functions = new Functions();
            QuantityFunctions.addTo(functions);
            TextFunctions.addTo(functions);
            ListFunctions.addTo(functions);
            AddressFunctions.addTo(functions);
            FormatFunctions.addTo(functions);
            SemverFunctions.addTo(functions);
            return functions;
        }
    }
}
