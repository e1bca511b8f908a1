-- nothing about a case
return { title = "x" }
