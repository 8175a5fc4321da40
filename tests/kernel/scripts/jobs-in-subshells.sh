#!/bin/bash
# Which subshells know the jobs of the shell: a stage that is a simple command, and a substitution; ( ) and { } | don't.
sleep 0.8 & sleep 9 &
echo A; (jobs); echo B; x=$(jobs); echo "$x"; echo C; { jobs; } | cat; echo D; (jobs; echo z) | cat; echo E; (echo; jobs %1)
echo F; jobs %1 | cat; jobs | sed -n 2p; (kill %1; echo $?); wait %1; echo $?
kill %2
