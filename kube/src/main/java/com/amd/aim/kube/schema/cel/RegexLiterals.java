package com.amd.aim.kube.schema.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.bundle.Cel;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.validator.CelAstValidator;

/** Refuses regular expressions that are none in the syntax of RE2. */
final class RegexLiterals implements CelAstValidator {

    @Override
    public void validate(CelNavigableAst tree, Cel cel, IssuesFactory issues) {
        tree.getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(node ->
                        node.getKind() == Kind.CALL && node.call().function().equals("matches"))
                .map(node -> node.call().args().getLast())
                .filter(RegexLiterals::broken)
                .forEach(argument -> issues.addError(argument.id(), "invalid matches argument"));
    }

    private static boolean broken(CelExpr argument) {
        if (argument.getKind() != Kind.CONSTANT || argument.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return false;
        }
        try {
            Pattern.compile(argument.constant().stringValue());
            return false;
        } catch (PatternSyntaxException _) {
            return true;
        }
    }
}
