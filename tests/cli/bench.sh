#!/bin/sh
# sevenstep-bench on small files against brute force in perl. Prints TAP.
. tests/tap.sh
bench=$(dirname "$SEVENSTEP")/sevenstep-bench
fails_with() { # exit code, text in the message, arguments...
    (
        SEVENSTEP=$bench
        refuses "$@"
    )
}

# 600 vectors of 9 dimensions around 12 centres, of uneven lengths; 25 queries.
perl -e '
    srand(11);
    sub normal { sqrt(-2 * log(1 - rand())) * cos(6.283185307 * rand()) }
    my @centre = map { [map { normal() } 1 .. 9] } 1 .. 12;
    for my $file (["base", 600], ["query", 25]) {
        open my $out, ">:raw", "$ARGV[0]/$file->[0].fvecs" or die;
        for (1 .. $file->[1]) {
            my $c = $centre[int rand 12];
            print $out pack("l<f<9", 9, map { $_ + 0.6 * normal() } @$c);
        }
    }' "$scratch"

index() { "$bench" index --base "$scratch/base.fvecs" --query "$scratch/query.fvecs" --k 10 --format json "$@"; }
field() { sed -n "s/.*\"$1\":\([^,}]*\).*/\1/p"; }
# The neighbours by brute force: prints the share of them that a file of ids holds, best first when all are.
cat >"$scratch/neighbours.pl" <<'PERL'
use strict;
sub vectors {
    open my $in, "<:raw", $_[0] or die;
    my @v;
    push @v, [(unpack "l<f<9", $_)[1 .. 9]] while read $in, $_, 40;
    @v;
}
my ($dir, $metric, $k) = @ARGV;
my @base = vectors("$dir/base.fvecs");
open my $found, "<:raw", "$dir/found.ivecs" or die;
my ($hits, $all, $ordered) = (0, 0, 1);
for my $q (vectors("$dir/query.fvecs")) {
    my @near = map {
        my ($b, $s) = ($_, 0);
        for my $d (0 .. 8) { $s += $metric eq "ip" ? $q->[$d] * $b->[$d] : -($q->[$d] - $b->[$d])**2 }
        $s
    } @base;
    my @order = sort { $near[$b] <=> $near[$a] } 0 .. $#base;
    read $found, $_, 4 * ($k + 1) or die "too few ids\n";
    my ($length, @ids) = unpack "l<*", $_;
    die "$length ids\n" unless $length == $k && @ids == $k;
    my %wanted = map { $_ => 1 } @order[0 .. $k - 1];
    $hits += grep { $wanted{$_} } @ids;
    $all += $k;
    $ordered = 0 if "@ids" ne "@order[0 .. $k - 1]";
}
print $hits / $all, $hits == $all ? " $ordered" : "", "\n";
PERL
# Recall is what brute force says it is; and that is 1, in the right order, for a search that leaves nothing out.
agrees() { # metric, arguments...
    metric=$1
    shift
    said=$(index --metric "$metric" --found "$scratch/found.ivecs" "$@" | field recall)
    is=$(perl "$scratch/neighbours.pl" "$scratch" "$metric" 10)
    [ "$said" = "${is% *}" ] || {
        echo "recall $said, by brute force $is"
        return 1
    }
}
exact() {
    agrees "$@" && [ "$is" = "1 1" ] || {
        echo "recall and order $is"
        return 1
    }
}
for metric in ip l2; do
    check "flat finds the nearest ($metric)" exact $metric --index flat
    check "ivf with every cell finds them ($metric)" exact $metric --index ivf -s retrieval.nlist=16 -s retrieval.nprobe=16
    check "ivf_sq8 refined finds them ($metric)" exact $metric --index ivf_sq8 -s retrieval.nlist=8 -s retrieval.nprobe=8 \
        -s retrieval.refine=4
    check "hnsw with a wide beam finds them ($metric)" exact $metric --index hnsw -s retrieval.ef_search=600
    check "recall of few cells is true ($metric)" agrees $metric --index ivf -s retrieval.nlist=16 -s retrieval.nprobe=2
    check "recall of narrow codes is true ($metric)" agrees $metric --index ivf_pq -s retrieval.pq_bytes=2 -s retrieval.refine=0
done

grows() { # one line a combination, nprobe fastest, recall never falling
    index --index ivf_pq -s retrieval.nlist=8,16 -s retrieval.nprobe=1,2,8 -s retrieval.refine=8 >"$scratch/lines"
    perl -ne '
        for my $key (qw(index metric n dim k threads nlist nprobe refine recall qps p50_ms p99_ms build_s bytes_per_vector)) {
            die "no $key in $_" unless /"$key":/;
        }
        /"nlist":(\d+),"nprobe":(\d+),.*"recall":([\d.]+),"qps":([\d.e+]+),"p50_ms":([\d.e-]+),"p99_ms":([\d.e-]+)/ or die $_;
        push @seen, "$1/$2";
        die "recall fell: $_" if $2 > 1 && $3 < $last;
        die "times: $_" unless $4 > 0 && $5 > 0 && $6 >= $5;
        $last = $3;
        die "recall $3 with all cells" if $1 == 8 && $2 == 8 && $3 < 0.99;
        END { die "combinations: @seen" unless "@seen" eq "8/1 8/2 8/8 16/1 16/2 16/8" }' "$scratch/lines"
}
check "a sweep prints a line for each combination" grows

targets_read_off() { # between the lines of the sweep; nothing where none is exact enough
    index --index ivf_pq -s retrieval.nlist=16 -s retrieval.nprobe=1,2,4,16 -s retrieval.refine=0,8 --targets 0.1,0.9,1 >"$scratch/lines"
    index --index ivf -s retrieval.nlist=16 -s retrieval.nprobe=1 --targets 0.999 >>"$scratch/lines"
    perl -ne '
        if (/"target":([\d.]+),"qps":([^,]+),"p50_ms":([^,]+),"p99_ms":([^,]+),"limit_qps":([^,]+),/) { push @targets, [$1, $2] }
        elsif (/"recall":([\d.e-]+),"qps":([\d.e+]+),/) { push @lines, [$1, $2] unless @targets }
        else { die $_ }
        die "limits: $_" unless /"limit_qps":[\d.e+]+,"limit_ms":[\d.e-]+\}/ || /null/;
        END {
            die "targets @targets" unless @targets == 4 && $targets[3][1] eq "null" && @lines == 8;
            my ($most) = sort { $b <=> $a } map { $_->[1] } @lines;
            die "the least target takes $targets[0][1], not $most" unless abs($targets[0][1] / $most - 1) < 1e-9;
            my @over = sort { $b <=> $a } map { $_->[1] } grep { $_->[0] >= 0.9 } @lines;
            die "target 0.9 takes $targets[1][1], a line $over[0]" unless $targets[1][1] >= $over[0] * (1 - 1e-9);
        }' "$scratch/lines"
}
check "throughput at a recall is read off the sweep" targets_read_off
helps() { "$bench" index --help | grep -q -- '--targets' && [ -z "$("$bench" index --help 2>&1 >/dev/null)" ]; }
check "index has a help of its own" helps

one_cell_is_not_all() { # metric
    some=$(index --index ivf --metric "$1" -s retrieval.nlist=16 -s retrieval.nprobe=1 | field recall)
    perl -e 'exit !($ARGV[0] > 0.2 && $ARGV[0] < 0.98)' "$some" || {
        echo "recall $some"
        return 1
    }
}
check "one cell finds less than all (ip)" one_cell_is_not_all ip
check "one cell finds less than all (l2)" one_cell_is_not_all l2

# 400 rows in 30 groups, scores with ties.
perl -e '
    srand(5);
    for my $i (1 .. 400) {
        my $p = int(100 * rand()) / 100;
        print rand() < 0.7 * $p ? 1 : 0, ",", $p, ",q", int(30 * rand()), "\n";
    }' >"$scratch/rows.csv"
cut -d, -f1,2 "$scratch/rows.csv" | sed '1i label,score' >"$scratch/plain.csv"
cat >"$scratch/brute.pl" <<'PERL'
use strict;
my (@y, @p, %group, %want, $pos);
open my $in, "<", $ARGV[0] or die;
while (<$in>) {
    chomp;
    my ($y, $p, $g) = split /,/;
    push @y, $y;
    push @p, $p;
    $pos += $y;
    push @{$group{$g}}, $#y;
}
my $n = @y;
my $won = 0;
for my $i (grep { $y[$_] } 0 .. $#y) {
    $won += $p[$i] > $p[$_] ? 1 : $p[$i] == $p[$_] ? 0.5 : 0 for grep { !$y[$_] } 0 .. $#y;
}
$want{roc_auc} = $won / ($pos * ($n - $pos));
my ($before, %scores) = (0);
$scores{$_} = 1 for @p;
for my $t (sort { $b <=> $a } keys %scores) {
    my ($rows, $hits) = (0, 0);
    for (0 .. $#y) { if ($p[$_] >= $t) { $rows++; $hits += $y[$_] } }
    $want{pr_auc} += ($hits - $before) / $pos * $hits / $rows;
    $before = $hits;
}
my ($hits, $flagged) = (0, 0);
for (0 .. $#y) {
    my $q = $p[$_] < 1e-15 ? 1e-15 : $p[$_] > 1 - 1e-15 ? 1 - 1e-15 : $p[$_];
    $want{log_loss} -= log($y[$_] ? $q : 1 - $q) / $n;
    if ($p[$_] >= 0.5) { $flagged++; $hits += $y[$_] }
}
my $rate = $pos / $n;
$want{normalized_entropy} = $want{log_loss} / -($rate * log($rate) + (1 - $rate) * log(1 - $rate));
$want{f1} = 2 * $hits / ($flagged + $pos);
my @order = sort { $p[$a] <=> $p[$b] || $a <=> $b } 0 .. $#y;
my $at = 0;
for my $b (0 .. 14) {
    my $gap = 0;
    for (1 .. int($n / 15) + ($b < $n % 15 ? 1 : 0)) { $gap += $p[$order[$at]] - $y[$order[$at]]; $at++ }
    $want{calibration_error} += abs($gap) / $n;
}
my ($lists, %sum) = (0);
for my $g (values %group) {
    my @rank = sort { $p[$b] <=> $p[$a] || $a <=> $b } @$g;
    my @rel = map { $y[$_] } @rank;
    my $m = 0;
    $m += $_ for @rel;
    next unless $m;
    $lists++;
    my ($dcg, $ideal, $found, $ap, $rr) = (0, 0, 0, 0, 0);
    for my $r (1 .. @rel) {
        $rr ||= 1 / $r if $rel[$r - 1];
        next if $r > 10;
        $dcg += $rel[$r - 1] / (log($r + 1) / log(2));
        $ideal += 1 / (log($r + 1) / log(2)) if $r <= $m;
        $ap += ++$found / $r if $rel[$r - 1];
    }
    $sum{"ndcg\@10"} += $dcg / $ideal;
    $sum{"map\@10"} += $ap / ($m < 10 ? $m : 10);
    $sum{mrr} += $rr;
}
$want{$_} = $sum{$_} / $lists for keys %sum;
my $json = $ARGV[1];
for my $name ($ARGV[2] ? keys %want : grep { !/@|mrr/ } keys %want) {
    $json =~ /"\Q$name\E":([-\d.e+]+)/ or die "no $name in $json\n";
    die "$name is $1, not $want{$name}\n" if abs($1 - $want{$name}) > 1e-12;
}
die "no seconds\n" unless $json =~ /"seconds":[\d.e-]+/;
die "groups where there are none\n" if !$ARGV[2] && $json =~ /mrr/;
PERL
metrics() { "$bench" metrics --format json --input "$@"; }
check "metrics of grouped rows" perl "$scratch/brute.pl" "$scratch/rows.csv" "$(metrics "$scratch/rows.csv")" 1
check "metrics of plain rows below a heading" perl "$scratch/brute.pl" "$scratch/rows.csv" "$(metrics "$scratch/plain.csv")" ""
same() { [ "$(metrics "$scratch/rows.csv" --threads 1 | sed 's/"seconds.*//')" = "$(metrics "$scratch/rows.csv" --threads 2 | sed 's/"seconds.*//')" ]; }
check "the same for any number of threads" same
printf '1,2.5\n0,-1\n' >"$scratch/margins.csv"
no_probability() { metrics "$scratch/margins.csv" | grep -q '"roc_auc":1,"pr_auc":1,"log_loss":null'; }
check "scores that are no probabilities have no log loss" no_probability

printf '1,0.5\n0,abc\n' >"$scratch/bad.csv"
printf '1,0.5,a\n0,0.1\n' >"$scratch/mixed.csv"
: >"$scratch/empty.csv"
head -c 100 "$scratch/base.fvecs" >"$scratch/short.fvecs"
perl -e 'print pack("l<f<3", 3, 1, 2, 3)' >"$scratch/narrow.fvecs"
perl -e 'print pack("l<f<2", 2, 1, "nan")' >"$scratch/nan.fvecs"
check "a bad line has its number" fails_with 2 'bad.csv:2' metrics --input "$scratch/bad.csv"
# Shards are read at once; the line that is named is the first that is wrong, empty lines and the heading counted.
perl -e '
    print "label,score\r\n\r\n";
    print $_ == 7000 ? "1;0.5\n" : $_ == 4998 ? "0,0.25x\r\n" : "0,0.25\r\n" for 3 .. 9000;' >"$scratch/long.csv"
check "of several bad lines the first is named" fails_with 2 'long.csv:4998' metrics --input "$scratch/long.csv"
in_any_dress() { # a byte order mark, ends of lines of another system, empty lines, blanks, no end of the last line
    perl -pe 's/^/\xef\xbb\xbf/ if $. == 1; s/,/, /; s/\n/\r\n\r\n/; END { print "\n" }' "$scratch/rows.csv" |
        perl -pe 's/\s+\z//s if eof' >"$scratch/dressed.csv"
    [ "$(metrics "$scratch/rows.csv" | sed 's/"seconds.*//')" = "$(metrics "$scratch/dressed.csv" | sed 's/"seconds.*//')" ]
}
check "byte order mark, other ends of lines and blanks change nothing" in_any_dress
check "a missing group" fails_with 2 'mixed.csv:2' metrics --input "$scratch/mixed.csv"
check "an empty file" fails_with 2 'holds no line' metrics --input "$scratch/empty.csv"
check "no input" fails_with 2 '--input' metrics
check "a file that is not there" fails_with 2 'nothere' metrics --input "$scratch/nothere.csv"
check "a cut file of vectors" fails_with 2 'short.fvecs' index --base "$scratch/short.fvecs" --query "$scratch/query.fvecs"
check "widths that differ" fails_with 2 'dimensions' index --base "$scratch/base.fvecs" --query "$scratch/narrow.fvecs"
check "a vector that is not finite" fails_with 2 'not finite' index --base "$scratch/nan.fvecs" --query "$scratch/nan.fvecs"
files="--base $scratch/base.fvecs --query $scratch/query.fvecs"
check "an empty file of vectors" fails_with 2 'empty.csv' index --base "$scratch/empty.csv" --query "$scratch/query.fvecs"
check "a folder for a file of vectors" fails_with 2 'is not a file' index --base "$scratch" --query "$scratch/query.fvecs"
check "a target that is no recall" fails_with 2 'targets' index $files --targets 0.9,1.5
check "an index that does not exist" fails_with 2 'ivf_sq8' index $files --index ivfsq8
check "a metric that does not exist" fails_with 2 'ip or l2' index $files --metric cosine
check "a knob with its nearest name" fails_with 2 'retrieval.nprobe' index $files -s retrieval.nprob=3
check "a knob that no index has" fails_with 2 'does not change an index' index $files -s retrieval.dim=8
check "a value out of range" fails_with 2 'nprobe' index $files -s retrieval.nprobe=0
check "no such benchmark" fails_with 2 'no benchmark' indexes
part_alone() { # the yardsticks, then the lines of that part and of no other
    "$bench" scores --quick --format json >"$scratch/part" &&
        [ "$(sed 's/{"name":"\([^"]*\)".*/\1/' "$scratch/part" | tr '\n' ' ')" = \
            "sgemm sgemm.pool read metrics metrics.sort metrics.all bootstrap " ] &&
        [ "$(grep -c '^{"name":.*,"value":[0-9.e+-]*,"unit":"[^"]*","yardstick":.*,"ratio":[^,]*}$' "$scratch/part")" -eq 7 ]
}
check "a part of the suite runs alone" part_alone

data_written() {
    mkdir "$scratch/data" && "$bench" data --out "$scratch/data" --vectors 3000 --rows 5000 || return 1
    [ "$(wc -c <"$scratch/data/base.fvecs")" -eq $((3000 * 65 * 4)) ] && [ "$(wc -c <"$scratch/data/labels.u8")" -eq 5000 ] &&
        [ "$(wc -c <"$scratch/data/scores.f64")" -eq 40000 ] || return 1
    recall=$("$bench" index --base "$scratch/data/base.fvecs" --query "$scratch/data/query.fvecs" --k 10 --index ivf \
        -s retrieval.nlist=32 -s retrieval.nprobe=32 --format json | field recall)
    [ "$recall" = 1 ] && perl -e '
        read STDIN, $_, 65 * 4 or die;
        my ($width, @x) = unpack "l<f<*";
        my $length = 0;
        $length += $_ * $_ for @x;
        exit !($width == 64 && abs($length - 1) < 1e-5)' <"$scratch/data/base.fvecs"
}
check "the data of the suite can be had as files, of unit vectors" data_written
check "data without a folder" fails_with 2 '--out' data

# A ranker that knows nothing: one score for all is worth a coin's throw, exactly, and precision is the base rate.
perl -e 'print $_ % 5 == 0 ? 1 : 0, ",0.2\n" for 1 .. 1000' >"$scratch/null.csv"
null_ranker() {
    json=$(metrics "$scratch/null.csv")
    [ "$(echo "$json" | field roc_auc) $(echo "$json" | field pr_auc) $(echo "$json" | field f1)" = "0.5 0.2 0" ] || {
        echo "$json"
        return 1
    }
}
check "one score for all rows is worth nothing, exactly" null_ranker
echo "1..$tap_n"
